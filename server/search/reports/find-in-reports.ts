import { tellPieces } from '../answer/quote-answer.ts';
import type { Question } from '../answer/read-question.ts';
import { refusalOf } from '../answer/refusal.ts';
import { type Found, refuse, type Writer } from '../found.ts';
import type { SearchIndex } from '../search-index.ts';
import { readCorpusQuestion } from '../whole-corpus.ts';
import { type ChosenReport, chooseReports } from './choose-reports.ts';
import { findNearReports, type NearReports } from './near-reports.ts';
import { isQuote, quoteFindings } from './quote-findings.ts';
import { batchReports, writeFromReports } from './write-from-reports.ts';

/** Reports that quotes are taken from; a model reads as many as its tokens allow. */
const QUOTED_REPORTS = 8;
const READ_REPORTS = 60;
/** Entities of each report that light up on the map. */
const MEMBERS_SHOWN = 3;

interface ReportSearch {
  index: SearchIndex;
  question: Question;
  /** Null: the answer is made of findings as they are. */
  writer: Writer | null;
  signal?: AbortSignal | undefined;
}

/** Finds community reports for `global`. */
export async function findInReports({ index, question, writer, signal }: ReportSearch): Promise<Found> {
  const { topic } = readCorpusQuestion(question);
  // Without a topic the most important reports are read, wherever the question lies.
  const near = topic.length > 0 ? await findNearReports(index, question, signal) : null;
  if (!writer) {
    const chosen = chooseReports(index, topic, QUOTED_REPORTS, near);
    const pieces = quoteFindings(index, chosen, topic);
    return {
      ...contextOf(index, chosen, { tokens: 0, near }),
      answer: () =>
        pieces.length === 0
          ? refuse(refusalOf(index, question, titlesNear(chosen, near)))
          : tellPieces(pieces, (piece) => (isQuote(piece) ? 'quoted' : 'report')),
    };
  }
  // A model may find the topic in other words than the question's.
  const fitting = chooseReports(index, topic, READ_REPORTS, near);
  const chosen = fitting.length > 0 ? fitting : chooseReports(index, [], READ_REPORTS);
  const batches = batchReports(chosen, question, writer.counter);
  const shown = batches.flatMap((batch) => batch.shown);
  const refusal = () => refusalOf(index, question, titlesNear(chosen, near));
  const tokens = batches.reduce((sum, batch) => sum + batch.tokens, 0);
  return {
    ...contextOf(index, shown, { tokens, near }),
    answer: () =>
      batches.length === 0
        ? refuse(refusal())
        : writeFromReports({ ...writer, snapshot: index.snapshot, question, batches, refusal, signal }),
  };
}

/** Titles of the reports that vectors had a part in finding. */
function titlesNear(chosen: readonly ChosenReport[], near: NearReports | null): string[] {
  return near?.closeness.size ? chosen.map(({ text }) => text.report.title) : [];
}

/** The reports, and the strongest members of their communities as what the answer walks through. */
function contextOf(
  { snapshot }: SearchIndex,
  chosen: readonly ChosenReport[],
  { tokens, near }: { tokens: number; near: NearReports | null },
): Pick<Found, 'expand' | 'context'> {
  const scores = new Map<string, { id: string; name: string; score: number }>();
  for (const { text, score } of chosen) {
    for (const { id, name } of snapshot.membersOf(text.community.id).slice(0, MEMBERS_SHOWN)) {
      if (!scores.has(id)) scores.set(id, { id, name, score });
    }
  }
  const reports = chosen.map(({ text: { community, report }, score }) => ({
    communityId: community.id,
    title: report.title,
    level: community.level,
    score,
  }));
  return {
    expand: {
      steps: [],
      entities: [...scores.values()],
      ...(near ? { vectors: vectorShare(chosen, near) } : {}),
    },
    context: { passages: [], reports, tokens },
  };
}

/** What vectors had to do with what was chosen. */
function vectorShare(
  chosen: readonly ChosenReport[],
  { model, closeness, failure }: NearReports,
): NonNullable<Found['expand']['vectors']> {
  const reports = chosen.filter(({ text }) => closeness.has(text.community.id)).length;
  return { model, passages: 0, reports, ...(failure === undefined ? {} : { failure }) };
}
