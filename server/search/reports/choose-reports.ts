import { type Concept, coverOf } from '../answer/concept.ts';
import type { UnitText } from '../answer/unit-text.ts';
import type { SearchIndex } from '../search-index.ts';
import { knownShare, type NearReports } from './near-reports.ts';
import { type FindingText, type ReportText, reportTextsOf } from './report-texts.ts';

/** A report that is read for an answer. */
export interface ChosenReport {
  readonly text: ReportText;
  /** 0..1 and a little more; comparable within one question. */
  readonly score: number;
  /** Those that no report before it has told, best first. */
  readonly findings: readonly FindingText[];
}

/** Share of the topic that a report must hold. */
const LEAST_COVER = 0.5;
/** What a topic in the title counts beside one in the text. */
const TITLE_SHARE = 0.35;
/** What a report's importance counts beside its fit. */
const IMPORTANCE_SHARE = 0.25;
/** Each level down, a report tells of less. */
const LEVEL_SHARE = 0.75;
/** Forms of a word share at least so many letters with its stem. */
const TRACE_LENGTH = 3;
/** What words count beside vectors, where the index knows all words of the topic: docs/decisions/0011-words-and-vectors.md. */
const WORDS_SHARE = 0.7;
/** The nearest are read without a word of the topic, where words find fewer than so many. */
const ENOUGH_BY_WORDS = 8;
/** Share of a report's findings that must be new, so that a community and its parent do not tell the same. */
const LEAST_NEW = 0.5;

/**
 * Reports to answer from: by how much of the topic they hold, how near they are to the question, their rating and their level, the coarsest
 * first; what tells what was told is left out.
 *
 * @param topic what is asked about; empty takes the most important reports
 * @param near what vectors say; null where there are none
 * @returns best first, at most `most`; none when no report fits the topic
 */
export function chooseReports(
  index: SearchIndex,
  topic: readonly Concept[],
  most: number,
  near: NearReports | null = null,
): ChosenReport[] {
  const traces = tracesOf(topic);
  const byWords = reportTextsOf(index).map((text) => ({
    text,
    score: isTraced(text, traces) ? scoreOf(text, topic) : 0,
    isByMeaning: false,
  }));
  const scored = withMeaning(byWords, topic, near)
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        b.score - a.score ||
        a.text.community.level - b.text.community.level ||
        (a.text.community.id < b.text.community.id ? -1 : 1),
    );
  const told = new Set<string>();
  const chosen: ChosenReport[] = [];
  for (const { text, score, isByMeaning } of scored) {
    if (chosen.length >= most) break;
    const fresh = text.findings.filter((finding) => !told.has(placeOf(finding)));
    if (fresh.length === 0 || fresh.length < text.findings.length * LEAST_NEW) continue;
    const findings = byCover(fresh, topic);
    // What it held of the topic may be what was told.
    const isBesideTopic = Math.max(coverIn(findings[0]!.own, topic), coverIn(text.title, topic)) === 0;
    if (topic.length > 0 && isBesideTopic && !isByMeaning) continue;
    for (const finding of fresh) told.add(placeOf(finding));
    chosen.push({ text, score, findings });
  }
  return chosen;
}

interface ScoredReport {
  text: ReportText;
  score: number;
  /** Found without a word of the topic. */
  isByMeaning: boolean;
}

/** The scores with what vectors say; as they are where these say nothing. */
function withMeaning(
  byWords: readonly ScoredReport[],
  topic: readonly Concept[],
  near: NearReports | null,
): readonly ScoredReport[] {
  if (!near || near.closeness.size === 0 || topic.length === 0) return byWords;
  const share = WORDS_SHARE * knownShare(topic);
  const room = ENOUGH_BY_WORDS - byWords.filter(({ score }) => score > 0).length;
  const nearest = new Set([...near.closeness.keys()].slice(0, Math.max(room, 0)));
  return byWords.map((report) => {
    const { text, score } = report;
    const { id } = text.community;
    if (score === 0 && !nearest.has(id)) return report;
    const closeness = near.closeness.get(id) ?? 0;
    return {
      text,
      isByMeaning: score === 0,
      score: share * score + (1 - share) * (closeness + importanceOf(text) * IMPORTANCE_SHARE),
    };
  });
}

/** What a text that covers any of the topic must hold of it in letters: cheap to look for in thousands of reports. */
function tracesOf(topic: readonly Concept[]): string[] {
  const stems = topic.flatMap(({ forms }) => forms.flatMap((form) => form.trim().split(' ')));
  return [...new Set(stems.map((stem) => stem.slice(0, TRACE_LENGTH)))];
}

function isTraced(text: ReportText, traces: readonly string[]): boolean {
  return traces.length === 0 || traces.some((trace) => text.plain.includes(trace));
}

function importanceOf({ report, community }: ReportText): number {
  return (report.rating / 10) * LEVEL_SHARE ** community.level;
}

function scoreOf(text: ReportText, topic: readonly Concept[]): number {
  const importance = importanceOf(text);
  if (topic.length === 0) return importance;
  const cover = coverIn(text.body, topic);
  if (cover < LEAST_COVER) return 0;
  return cover * (1 - TITLE_SHARE) + coverIn(text.title, topic) * TITLE_SHARE + importance * IMPORTANCE_SHARE;
}

/** Share of the topic that a text holds, 0..1. */
export function coverIn(text: UnitText, topic: readonly Concept[]): number {
  let total = 0;
  let held = 0;
  for (const concept of topic) {
    total += concept.weight;
    held += concept.weight * coverOf(concept, text);
  }
  return total === 0 ? 0 : held / total;
}

function byCover(findings: readonly FindingText[], topic: readonly Concept[]): FindingText[] {
  if (topic.length === 0) return [...findings];
  return findings
    .map((finding) => ({ finding, cover: coverIn(finding.own, topic) }))
    .sort((a, b) => b.cover - a.cover)
    .map(({ finding }) => finding);
}

function placeOf({ citable: { documentId, start } }: FindingText): string {
  return `${documentId}\n${start}`;
}
