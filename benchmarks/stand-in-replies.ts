import type { ChatRequest } from '../domain/ports/language-model.ts';

export interface NumberedSentence {
  number: number;
  text: string;
}

/** Findings of a report, and the sentences of its summary. */
const FINDINGS = 5;
const SUMMARY_SENTENCES = 3;
const MOST_WORDS = 28;

/** The numbered sentences of a prompt. */
export function sentencesOf(content: string): NumberedSentence[] {
  return [...content.matchAll(/^(\d+) (.*)$/gm)].map(([, number, text]) => ({
    number: Number(number),
    text: text ?? '',
  }));
}

/** Reports as long as models write them: of each group its first members, and what its sentences say. */
export function reportReply({ messages }: ChatRequest) {
  const groups = (messages.at(-1)?.content ?? '').split(/^## (?=\d+$)/m).slice(1);
  return {
    reports: groups.map((group) => {
      const [number = '', members = ''] = group.split('\n');
      const sentences = sentencesOf(group);
      const said = sentences.map(({ text }) => text.split(' ').slice(0, MOST_WORDS).join(' '));
      return {
        g: Number(number),
        t: members.split(', ').slice(0, 3).join(', '),
        d: said.slice(0, SUMMARY_SENTENCES).join(' '),
        f: sentences.slice(0, FINDINGS).map(({ number: s }, at) => ({ t: said[at] ?? '', s: [s] })),
      };
    }),
  };
}

/** What a model might list of text that nobody recorded: every run of words in capitals, and the first two of a sentence as related. */
export function namingReply({ messages }: ChatRequest) {
  const entities = new Map<string, { n: string; t: string; a: string[] }>();
  const relationships: { f: number; o: number; t: string; d: string; s: number }[] = [];
  for (const { number, text } of sentencesOf(messages.at(-1)?.content ?? '')) {
    const names = [...new Set(text.match(/\p{Lu}[\p{L}\d.'-]+(?: \p{Lu}[\p{L}\d.'-]+)*/gu) ?? [])];
    for (const n of names) entities.set(n, { n, t: 'THING', a: [] });
    const places = [...entities.keys()];
    for (const other of names.slice(1, 3)) {
      const [f, o] = [places.indexOf(names[0] ?? ''), places.indexOf(other)];
      relationships.push({ f, o, t: 'STANDS_WITH', d: 'stands with', s: number });
    }
  }
  return { entities: [...entities.values()], relationships };
}
