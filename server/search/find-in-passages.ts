import type { AskRequest } from '../../domain/api/ask.ts';
import { type QuotedAnswer, quoteAnswer, quotedAnswerOf } from './answer/quote-answer.ts';
import type { Question } from './answer/read-question.ts';
import { refusalOf } from './answer/refusal.ts';
import { unitsOfDocument } from './answer/unit-reader.ts';
import { chooseContext, presentPassage } from './choose-context.ts';
import { type FoundPassages, findPassages } from './find-passages.ts';
import { type Found, refuse, type Writer } from './found.ts';
import type { Passage } from './index/passages.ts';
import { presentWalk } from './present-walk.ts';
import type { ScoredPassage } from './retrieval/top-passages.ts';
import type { SearchIndex } from './search-index.ts';
import { asOneLine, type Citable } from './writing/citable.ts';
import { type LineSource, numberLines } from './writing/number-lines.ts';
import { writeAnswer } from './writing/write-answer.ts';

/** Most tokens of passages that a model reads. */
const MOST_CONTEXT_TOKENS = 900;

interface PassageSearch {
  index: SearchIndex;
  question: Question;
  mode: 'basic' | 'local';
  request: AskRequest;
  /** Null: the answer is made of quotes. */
  writer: Writer | null;
  signal?: AbortSignal | undefined;
}

/** Finds passages for `basic` and `local`. What quotes would answer is found on the way: the context holds it, whoever answers. */
export async function findInPassages(search: PassageSearch): Promise<Found> {
  const { index, question, mode, request, writer, signal } = search;
  const walk = await findPassages(index, question, mode, signal);
  const expand = { ...presentWalk(index, walk), ...(walk.vectors ? { vectors: walk.vectors } : {}) };
  if (request.retrieveOnly) {
    return {
      expand,
      context: contextOf(index, walk.passages.slice(0, request.limit)),
      answer: () => refuse(''),
    };
  }
  const quoted = quotedAnswerOf(index, question, walk);
  const cited = citedPassages(index, quoted);
  const chosen = chooseContext(index, walk.passages, request.limit, cited);
  const refusal = () => refusalOf(index, question, titlesNear(index, walk));
  if (!writer)
    return {
      expand,
      context: contextOf(index, chosen),
      answer: () => quoteAnswer(question, quoted, refusal),
    };

  const { counter, chat } = writer;
  // What quotes would answer with comes first: it must not be what there is no room for.
  const isCited = ({ passage }: ScoredPassage): boolean => cited.has(passage);
  const ordered = [...chosen.filter(isCited), ...chosen.filter((scored) => !isCited(scored))];
  const sources = ordered.map((scored) => toLines(index, scored));
  const { text, citables, shown, tokens } = numberLines(sources, {
    counter,
    mostTokens: MOST_CONTEXT_TOKENS,
  });
  return {
    expand,
    context: {
      ...contextOf(
        index,
        chosen.filter((scored) => shown.includes(scored)),
      ),
      tokens,
    },
    answer: () =>
      citables.size === 0
        ? refuse(refusal())
        : writeAnswer({
            chat,
            snapshot: index.snapshot,
            question,
            context: text,
            citables,
            support: 'quoted',
            refusal,
            signal,
          }),
  };
}

function contextOf(index: SearchIndex, passages: readonly ScoredPassage[]): Found['context'] {
  return {
    passages: passages.map((passage) => presentPassage(index, passage)),
    reports: [],
    tokens: passages.reduce((sum, { passage }) => sum + index.tables.passages[passage]!.tokenCount, 0),
  };
}

/** Titles of the passages that vectors had a part in finding. */
function titlesNear({ tables }: SearchIndex, { passages, vectors }: FoundPassages): string[] {
  if (!vectors || vectors.passages === 0) return [];
  return passages.map(({ passage }) => tables.passages[passage]!.document.title);
}

/** The passages that hold quotes. */
function citedPassages({ tables }: SearchIndex, { pieces }: QuotedAnswer): Set<number> {
  const cited = new Set<number>();
  for (const { citation } of pieces) {
    const at = tables.passages.findIndex(
      ({ document, start, end }) =>
        document.id === citation.documentId && citation.start >= start && citation.end <= end,
    );
    if (at >= 0) cited.add(at);
  }
  return cited;
}

/** What can be cited of a passage: its sentences, list items and rows. Headings stand in its title. */
function toLines(index: SearchIndex, scored: ScoredPassage): LineSource<ScoredPassage> {
  const passage = index.tables.passages[scored.passage]!;
  const { document, start, end, headings, title } = passage;
  const lines = unitsOfDocument(index, document.id)
    .filter(({ unit }) => unit.kind !== 'heading' && unit.start >= start && unit.end <= end)
    .map(
      ({ unit }): Citable => ({
        text: asOneLine(unit.text),
        documentId: document.id,
        chunkId: unit.chunkId,
        start: unit.start,
        end: unit.end,
        around: [title, ...headings, unit.head].join('\n'),
      }),
    );
  return { source: scored, title: titleOf(passage), lines };
}

function titleOf({ title, headings, document }: Passage): string {
  return asOneLine([title || document.source, ...headings].join(' › '));
}
