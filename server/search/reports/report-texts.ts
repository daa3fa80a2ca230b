import type { Community, Finding, Report } from '../../../domain/community.ts';
import { type UnitText, unitTextOf } from '../answer/unit-text.ts';
import type { SearchIndex } from '../search-index.ts';
import { asOneLine, type Citable } from '../writing/citable.ts';

/** A finding that can be cited, in the form that it is looked for in. */
export interface FindingText {
  readonly citable: Citable;
  readonly own: UnitText;
}

/** A report in the forms that it is looked for and shown in, each made when it is first asked for. */
export interface ReportText {
  readonly report: Report;
  readonly community: Community;
  /** All that it says, in lower case and without marks: what is not in here is not in `body` either. */
  readonly plain: string;
  readonly title: UnitText;
  readonly body: UnitText;
  /** Those with evidence: the others have no sentence to show. */
  readonly findings: readonly FindingText[];
}

const textsByIndex = new WeakMap<SearchIndex, readonly ReportText[]>();
const MARKS = /[\u0300-\u036f]/g;
const MAY_HAVE_MARKS = /[\u00c0-\u024f\u1e00-\u1eff]/;

/** The reports of all communities, the same objects at every call. */
export function reportTextsOf(index: SearchIndex): readonly ReportText[] {
  let texts = textsByIndex.get(index);
  if (!texts) {
    texts = index.snapshot.communitiesBySize.flatMap((community) => {
      const report = index.snapshot.reportById.get(community.id);
      return report ? [toText(index, community, report)] : [];
    });
    textsByIndex.set(index, texts);
  }
  return texts;
}

function toText(index: SearchIndex, community: Community, report: Report): ReportText {
  const said = (): string =>
    [report.title, report.summary, ...report.findings.map(({ text }) => text)].join('\n');
  const plain = once(() => withoutMarks(said().toLowerCase()));
  const title = once(() => unitTextOf(report.title));
  const body = once(() => unitTextOf(said()));
  const findings = once(() => report.findings.flatMap((finding) => toFinding(index, report, finding)));
  return {
    report,
    community,
    get plain() {
      return plain();
    },
    get title() {
      return title();
    },
    get body() {
      return body();
    },
    get findings() {
      return findings();
    },
  };
}

function toFinding({ snapshot }: SearchIndex, { title }: Report, { text, evidence }: Finding): FindingText[] {
  const best = evidence.find(({ verified }) => verified) ?? evidence[0];
  const document = best && snapshot.documentById.get(best.documentId);
  if (!best || !document) return [];
  const { documentId, chunkId, start, end } = best;
  const around = [title, document.title, document.text.slice(start, end)].join('\n');
  const citable = { text: asOneLine(text), documentId, chunkId, start, end, around };
  const own = once(() => unitTextOf(text));
  return [
    {
      citable,
      get own() {
        return own();
      },
    },
  ];
}

function withoutMarks(text: string): string {
  return MAY_HAVE_MARKS.test(text) ? text.normalize('NFKD').replace(MARKS, '').normalize('NFC') : text;
}

/** Makes a thing when it is first asked for. */
function once<Thing>(make: () => Thing): () => Thing {
  let made: { thing: Thing } | null = null;
  return () => {
    made ??= { thing: make() };
    return made.thing;
  };
}
