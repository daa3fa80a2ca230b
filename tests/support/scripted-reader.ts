import type { ChatCallBody } from './model-server/model-call.ts';

/** True for a call that asks for reports. */
export function isReportCall({ messages }: ChatCallBody): boolean {
  return /write short reports|撰写简短的报告/.test(messages[0]?.content ?? '');
}

/**
 * Writes reports as a model would that only quotes: three sentences of each group, each with its number. The same group has the same
 * report, whatever else is in the call.
 */
export function writeReports({ body }: { body: ChatCallBody }): string {
  const groups = (body.messages.at(-1)?.content ?? '').split(/^## (?=\d+$)/m).slice(1);
  const reports = groups.map((group) => {
    const [number = '', names = ''] = group.split('\n');
    const sentences = sentencesIn(group);
    return {
      g: Number(number),
      t: `About ${names.split(', ')[0]}`,
      d: `This is told of ${names}.`,
      f: sentences.slice(0, 3).map(({ number: s, text }) => ({ t: `It is said: ${text}`, s: [s] })),
    };
  });
  return JSON.stringify({ reports });
}

/**
 * Reads a prompt of the extractor as a diligent model would: every word in capitals of a sentence is an entity, and what stands between two
 * of them in one sentence is what relates the first to the second.
 */
export function readDiligently({ body }: { body: ChatCallBody }): string {
  if (isReportCall(body)) return writeReports({ body });
  const entities = new Map<string, { n: string; t: string; a: string[] }>();
  const relationships: { f: number; o: number; t: string; d: string; s: number }[] = [];
  const places = new Map<string, number>();
  for (const { number, text } of sentencesOf(body)) {
    const names = [...new Set(text.match(/\b[A-Z][a-z]{3,}(?: [A-Z][a-z]+)*/g) ?? [])];
    for (const name of names) {
      if (!entities.has(name)) places.set(name, places.size);
      entities.set(name, { n: name, t: 'THING', a: [] });
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
  return sentencesIn(body.messages.at(-1)?.content ?? '');
}

function sentencesIn(shown: string): { number: number; text: string }[] {
  return [...shown.matchAll(/^(\d+) (.*)$/gm)].map(([, number, text]) => ({
    number: Number(number),
    text: text ?? '',
  }));
}
