import type { Chunk } from '../../domain/chunk.ts';
import type { Community } from '../../domain/community.ts';
import type { BuildRequest } from '../../domain/ports/index-builder.ts';
import { isReadByModel } from '../choose-extractor.ts';
import { isForNow } from '../extractors/model/beside-rules.ts';
import { compareText } from '../ordering.ts';
import type { ReportMemory } from './remembered-reports.ts';
import { type CommunityContent, type ReportWork, toldTokens } from './report-work.ts';

/** Of which communities a model is to write. */
export interface ReportWish {
  /** Those that are worth it and those that a model wrote of before; only those whose report held until now; or none. */
  of: 'worthy' | 'known' | 'none';
  /** Ids of others. */
  named: readonly string[];
}

/** What is given, and what is begun anew, asks for every report that is worth it; a removal only for those it took away. */
export function wishOf({ add, rebuild, reports }: BuildRequest, hasModel: boolean): ReportWish {
  if (!hasModel) return { of: 'none', named: [] };
  if (reports) return { of: 'none', named: reports };
  return { of: add.length > 0 || rebuild ? 'worthy' : 'known', named: [] };
}

/** Communities of the two top levels, of so many members, are worth a model's report. */
const DEEPEST_LEVEL = 1;
const FEWEST_MEMBERS = 10;
/** What a model writes of was read by a model, at least in this share: what is read offline, as samples are, costs nothing. */
const LEAST_SHARE_READ = 0.5;

/** True for a community that a model writes of unasked, as far as place and size tell. */
export function isLarge({ level, size }: Pick<Community, 'level' | 'size'>): boolean {
  return level <= DEEPEST_LEVEL && size >= FEWEST_MEMBERS;
}

/** Prompt tokens of reports that nobody asked for, for a token of what a model read: an index of many small topics would pay more for its reports than for its facts. */
const TOLD_SHARE = 0.45;
/** Of so few paragraphs one report would cost about as much as reading them. */
const LEAST_ROOM = 500;
/** Instruction and marks, for each of several in a call. */
const TOKENS_BESIDE = 70;

/** Prompt tokens that reports which nobody asked for may take together where so many tokens were read. */
export function roomForReports(readTokens: number): number {
  const room = TOLD_SHARE * readTokens;
  return room < LEAST_ROOM ? 0 : room;
}

/** `certain`: whatever it takes; `worthy`: as far as there is room. */
type Wished = 'certain' | 'worthy' | null;

/** What a model told in part is to be read again, and its reports would be written again then. */
function isReadWhole(chunk: Chunk): boolean {
  return isReadByModel(chunk) && !isForNow(chunk.extraction);
}

/** Says of each community whether a model is to write of it. */
export function createWishCheck(
  { of, named }: ReportWish,
  { chunks, remembered }: { chunks: readonly Chunk[]; remembered: ReportMemory },
): (content: CommunityContent) => Wished {
  const namedIds = new Set(named);
  const read = new Set(chunks.filter(isReadWhole).map(({ id }) => id));
  return ({ community, candidates, members, entities }) => {
    if (namedIds.has(community.id)) return 'certain';
    if (of === 'none') return null;
    const ids = Array.from(members, (place) => entities[place]!.id);
    const covered = remembered.coversMost(ids, community.level);
    if (covered === 'held' || (covered && of === 'worthy')) return 'certain';
    if (of === 'known' || !isLarge(community)) return null;
    const places = new Set(candidates.map(({ sentence }) => sentence.chunkId));
    const readPlaces = [...places].filter((id) => read.has(id)).length;
    return readPlaces > 0 && readPlaces >= LEAST_SHARE_READ * places.size ? 'worthy' : null;
  };
}

/**
 * Those of the worthy that there is room for beside the ones that are written or certain, highest rated first. The others keep their quotes
 * until somebody asks for them.
 */
export function chooseWorthy(
  worthy: readonly ReportWork[],
  beside: readonly ReportWork[],
  chunks: readonly Chunk[],
): ReportWork[] {
  const read = chunks.filter(isReadWhole).reduce((sum, { tokenCount }) => sum + tokenCount, 0);
  const takes = (work: ReportWork) => TOKENS_BESIDE + toldTokens(work);
  let room = roomForReports(read);
  for (const work of beside) room -= takes(work);
  return [...worthy]
    .sort((one, other) => other.rating - one.rating || compareText(one.communityId, other.communityId))
    .filter((work) => {
      room -= takes(work);
      return room >= 0;
    });
}
