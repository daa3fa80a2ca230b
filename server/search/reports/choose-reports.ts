import { type Concept, coverOf } from '../answer/concept.ts';
import type { UnitText } from '../answer/unit-text.ts';
import type { SearchIndex } from '../search-index.ts';
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
/** Share of a report's findings that must be new, so that a community and its parent do not tell the same. */
const LEAST_NEW = 0.5;

/**
 * Reports to answer from: by how much of the topic they hold, their rating and their level, the coarsest first; what tells
 * what was told is left out.
 *
 * @param topic what is asked about; empty takes the most important reports
 * @returns best first, at most `most`; none when no report fits the topic
 */
export function chooseReports(index: SearchIndex, topic: readonly Concept[], most: number): ChosenReport[] {
  const traces = tracesOf(topic);
  const scored = reportTextsOf(index)
    .map((text) => ({ text, score: isTraced(text, traces) ? scoreOf(text, topic) : 0 }))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        b.score - a.score ||
        a.text.community.level - b.text.community.level ||
        (a.text.community.id < b.text.community.id ? -1 : 1),
    );
  const told = new Set<string>();
  const chosen: ChosenReport[] = [];
  for (const { text, score } of scored) {
    if (chosen.length >= most) break;
    const fresh = text.findings.filter((finding) => !told.has(placeOf(finding)));
    if (fresh.length === 0 || fresh.length < text.findings.length * LEAST_NEW) continue;
    const findings = byCover(fresh, topic);
    // What it held of the topic may be what was told.
    if (topic.length > 0 && Math.max(coverIn(findings[0]!.own, topic), coverIn(text.title, topic)) === 0)
      continue;
    for (const finding of fresh) told.add(placeOf(finding));
    chosen.push({ text, score, findings });
  }
  return chosen;
}

/** What a text that covers any of the topic must hold of it in letters: cheap to look for in thousands of reports. */
function tracesOf(topic: readonly Concept[]): string[] {
  const stems = topic.flatMap(({ forms }) => forms.flatMap((form) => form.trim().split(' ')));
  return [...new Set(stems.map((stem) => stem.slice(0, TRACE_LENGTH)))];
}

function isTraced(text: ReportText, traces: readonly string[]): boolean {
  return traces.length === 0 || traces.some((trace) => text.plain.includes(trace));
}

function scoreOf(text: ReportText, topic: readonly Concept[]): number {
  const importance = (text.report.rating / 10) * LEVEL_SHARE ** text.community.level;
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
