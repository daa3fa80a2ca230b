/** A sentence of a written answer. */
export interface AnswerSentence {
  /** Without its marks, list sign and citations. */
  text: string;
  /** Offsets into the answer: from its first word to the end of its citations. */
  start: number;
  end: number;
  /** As shown in the answer, each once. */
  citations: number[];
  /** It ends in a colon and only leads to what follows. */
  isLead: boolean;
}

const CITATIONS = /^(?:[ \t]*\[\d{1,3}\])+/;
const ENDS = /[.!?。！？…；;](?:["'”’」』)）*_]*)/g;
const LIST_SIGN = /^[ \t]*(?:#{1,6}[ \t]+|>[ \t]*|[-*+•·][ \t]+|\d{1,2}[.)、][ \t]*(?!\d))*/;
const ABBREVIATION =
  /(?:^|[\s(])(?:[A-Za-z]|e\.g|i\.e|etc|vs|cf|ca|approx|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|No|Fig|al)\.$/;

/** The sentences of an answer with the citations that stand in or right behind each; every line begins a new one. */
export function answerSentences(answer: string): AnswerSentence[] {
  const sentences: AnswerSentence[] = [];
  let lineStart = 0;
  for (const line of answer.split('\n')) {
    const sign = LIST_SIGN.exec(line)?.[0].length ?? 0;
    for (const [start, end] of sentenceSpans(line, sign)) {
      const raw = line.slice(start, end);
      const text = withoutMarks(raw);
      if (!/[\p{L}\p{N}]/u.test(text)) continue;
      sentences.push({
        text,
        start: lineStart + start,
        end: lineStart + end,
        citations: [...new Set([...raw.matchAll(/\[(\d{1,3})\]/g)].map(([, number]) => Number(number)))],
        isLead: /[:：]$/.test(text),
      });
    }
    lineStart += line.length + 1;
  }
  return sentences;
}

/** Spans in a line, without the spaces between them. */
function sentenceSpans(line: string, from: number): [number, number][] {
  const spans: [number, number][] = [];
  let start = from;
  const push = (end: number): void => {
    const leading = line.slice(start, end).length - line.slice(start, end).trimStart().length;
    const text = line.slice(start, end).trim();
    if (text !== '') spans.push([start + leading, start + leading + text.length]);
    start = end;
  };
  for (const match of line.matchAll(ENDS)) {
    if (match.index < start) continue;
    const end = match.index + match[0].length;
    const rest = line.slice(end);
    const citations = CITATIONS.exec(rest)?.[0] ?? '';
    const isSemicolon = /^[;；]/.test(match[0]);
    // Half a sentence stands alone only when it has a source of its own.
    if (isSemicolon && citations === '' && !/\]\s*$/.test(line.slice(start, match.index))) continue;
    const isLatin = /^[.!?;]/.test(match[0]);
    const after = rest.slice(citations.length);
    if (isLatin && !/^(?:\s|$|[\p{Script=Han}“"(（])/u.test(after)) continue;
    if (match[0] === '.' && citations === '' && ABBREVIATION.test(line.slice(start, end))) continue;
    push(end + citations.length);
  }
  push(line.length);
  return spans;
}

function withoutMarks(raw: string): string {
  return raw
    .replace(/[ \t]*\[\d{1,3}\]/g, '')
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '')
    .trim();
}
