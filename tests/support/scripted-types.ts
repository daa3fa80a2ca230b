import type { ChatCallBody } from './model-server/model-call.ts';
import type { Answer } from './model-server/model-server.ts';
import { readDiligently, sentencesOf } from './scripted-reader.ts';

/** True for a call that asks which types a sample shows. */
export function asksForTypes({ prompt }: { prompt: string }): boolean {
  return prompt.startsWith('You choose the types');
}

/** Proposes the types of the notes of `someNotes`, each with an example of the first sentence; reads diligently when asked to read. */
export function findTypesAndRead(call: { prompt: string; body: ChatCallBody }): Answer {
  if (!asksForTypes(call)) return readDiligently(call);
  const first = sentencesOf(call.body).find(({ text }) => text.includes(' sent '));
  const example = { n: first?.text.split(' sent ')[0] ?? '', s: first?.number ?? 0 };
  return JSON.stringify({
    entities: [
      { t: 'thing', c: 9, ...example },
      { t: 'PLACE', c: 12, n: first?.text.match(/to ([A-Z][A-Za-z ]+)\./)?.[1] ?? '', s: 999 },
      { t: 'DRAGON', c: 3, n: 'a dragon of the north', s: first?.number },
    ],
    relationships: [{ t: 'RELATED_TO', c: 20, n: 'down the old canal to', s: first?.number }],
  });
}
