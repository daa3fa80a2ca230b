import type { ChatCallBody } from './model-server/model-call.ts';

/**
 * Reads a prompt of the extractor as a diligent model would: every word in capitals of a sentence is an entity, and what stands between two
 * of them in one sentence is what relates the first to the second.
 */
export function readDiligently({ body }: { body: ChatCallBody }): string {
  const entities = new Map<string, { n: string; t: string; a: string[]; s: number[] }>();
  const relationships: { f: number; o: number; t: string; d: string; s: number }[] = [];
  const places = new Map<string, number>();
  for (const { number, text } of sentencesOf(body)) {
    const names = [...new Set(text.match(/\b[A-Z][a-z]{3,}(?: [A-Z][a-z]+)*/g) ?? [])];
    for (const name of names) {
      const entity = entities.get(name) ?? { n: name, t: 'THING', a: [], s: [] };
      entity.s.push(number);
      if (!entities.has(name)) places.set(name, places.size);
      entities.set(name, entity);
    }
    const [first, second] = names;
    if (!first || !second) continue;
    const between = text.slice(text.indexOf(first) + first.length, text.indexOf(second)).trim();
    relationships.push({
      f: places.get(first) ?? -1,
      o: places.get(second) ?? -1,
      t: 'RELATED_TO',
      d: between,
      s: number,
    });
  }
  return JSON.stringify({ entities: [...entities.values()], relationships });
}

/** The numbered sentences of a prompt. */
export function sentencesOf(body: ChatCallBody): { number: number; text: string }[] {
  const shown = body.messages.at(-1)?.content ?? '';
  return [...shown.matchAll(/^(\d+) (.*)$/gm)].map(([, number, text]) => ({
    number: Number(number),
    text: text ?? '',
  }));
}
