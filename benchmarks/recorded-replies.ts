import type { ReplyEntity, ReplyRelationship } from '../ingest/extractors/model/extraction-reply.ts';

/** A row of a recorded run of microsoft/graphrag: what a model was shown, and what it told. */
export interface RecordedExtraction {
  chunk: string;
  /** Records between `##`, fields between `<|>`. */
  main: string;
}

/** Our reply to one call. */
export interface FilledReply {
  entities: ReplyEntity[];
  relationships: ReplyRelationship[];
}

/** Words of a description that say what relates two things. */
const MOST_WORDS = 6;

/**
 * What our prompt would have brought, had the model told of these chunks just what it was recorded to tell: the same entities, each once,
 * and the same relationships, each with the sentence that says it.
 *
 * @see https://github.com/microsoft/graphrag, `prompts/index/extract_graph.py`, for the recorded format
 */
export function fillReply(rows: readonly RecordedExtraction[]): FilledReply {
  const sentences = rows
    .flatMap(({ chunk }) => chunk.split(/(?<=[.!?”"])\s+/))
    .map((text) => text.toUpperCase());
  const places = new Map<string, number>();
  const entities: ReplyEntity[] = [];
  const relationships = new Map<string, ReplyRelationship>();
  const records = rows.flatMap(({ main }) => recordsOf(main));
  for (const { kind, fields } of records) {
    const [name = '', type = ''] = fields;
    if (kind !== 'entity' || name === '' || places.has(name)) continue;
    places.set(name, entities.length);
    entities.push({ n: titleCase(name), t: type.toUpperCase(), a: [] });
  }
  for (const { kind, fields } of records) {
    const [source = '', target = '', description = ''] = fields;
    const f = places.get(source);
    const o = places.get(target);
    if (kind !== 'relationship' || f === undefined || o === undefined || relationships.has(`${f} ${o}`))
      continue;
    const both = sentences.findIndex((text) => text.includes(source) && text.includes(target));
    const words = wordsBetween(description, source, target);
    const t = words.slice(0, 2).join('_').toUpperCase() || 'RELATED_TO';
    relationships.set(`${f} ${o}`, { f, o, t, d: words.join(' '), s: both + 1 });
  }
  return { entities, relationships: [...relationships.values()] };
}

function recordsOf(main: string): { kind: string; fields: string[] }[] {
  return main
    .replaceAll('<|COMPLETE|>', '')
    .split('##')
    .map((record) =>
      record
        .trim()
        .replace(/^\(|\)$/g, '')
        .split('<|>'),
    )
    .map(([kind = '', ...fields]) => ({
      kind: kind.replaceAll('"', ''),
      fields: fields.map((field) => field.trim()),
    }));
}

/** The first words of a description that belong to neither name. */
function wordsBetween(description: string, source: string, target: string): string[] {
  const names = new Set(`${source} ${target}`.toLowerCase().split(/\W+/));
  return description
    .split(/[^\p{L}\p{N}'-]+/u)
    .filter((word) => word !== '' && !names.has(word.toLowerCase().replace(/'s$/, '')))
    .slice(0, MOST_WORDS);
}

function titleCase(name: string): string {
  return name.toLowerCase().replace(/\b\p{L}/gu, (letter) => letter.toUpperCase());
}
