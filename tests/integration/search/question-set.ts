import { readFileSync } from 'node:fs';
import type { SearchIndex } from '../../../server/search/search-index.ts';
import { type Asked, ask } from './search-corpus.ts';

/** A question with what a right answer holds. */
export interface QuestionCase {
  question: string;
  kind: string;
  /** Sources that hold the answer: one of them must be cited, all of them for a multi-hop question. */
  sources: string[];
  answerContains: string[];
  absent?: true;
}

/** What became of a set of questions. */
export interface QuestionSetResult {
  /** Share of the answerable ones that were answered right, 0..1. */
  answerable: number;
  /** Share of the absent ones that were refused, 0..1. */
  absent: number;
  /** A line for each that went wrong. */
  wrong: string[];
}

/** Reads a file of questions beside this one or elsewhere in the repository. */
export function readQuestions(path: string): QuestionCase[] {
  return JSON.parse(readFileSync(path, 'utf8')) as QuestionCase[];
}

/** Asks every question. */
export async function askAll(
  index: SearchIndex,
  questions: readonly QuestionCase[],
): Promise<QuestionSetResult> {
  const wrong: string[] = [];
  const counts = { answerable: 0, right: 0, absent: 0, refused: 0 };
  for (const question of questions) {
    const asked = await ask(index, question.question);
    const isRight = question.absent ? isRefused(asked) : isAnsweredRight(asked, question);
    if (question.absent) {
      counts.absent += 1;
      counts.refused += Number(isRight);
    } else {
      counts.answerable += 1;
      counts.right += Number(isRight);
    }
    if (!isRight) wrong.push(`${question.question} -> ${asked.text.replaceAll('\n', ' ').slice(0, 200)}`);
  }
  return {
    answerable: counts.answerable === 0 ? 1 : counts.right / counts.answerable,
    absent: counts.absent === 0 ? 1 : counts.refused / counts.absent,
    wrong,
  };
}

function isRefused(asked: Asked): boolean {
  return !asked.answered && asked.dataOf('citation').length === 0;
}

function isAnsweredRight(asked: Asked, { kind, sources, answerContains }: QuestionCase): boolean {
  const text = asked.text.toLowerCase();
  const cited = new Set(asked.dataOf('citation').map(({ source }) => source));
  const isCited = (source: string): boolean => cited.has(source);
  const citesEnough = kind === 'multi-hop' ? sources.every(isCited) : sources.some(isCited);
  return asked.answered && citesEnough && answerContains.every((part) => text.includes(part.toLowerCase()));
}
