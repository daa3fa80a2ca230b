import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ResolvedFact } from '../../../ingest/resolved-graph.ts';
import { aDocument, entityNamed, type ReadCorpus, readCorpus } from './read-corpus.ts';

/** One document of the gold standard: what must, may and must not be found in it. */
interface GoldDocument {
  text: string;
  mediaType: string;
  entities: { must: string[]; nice: string[]; forbid: string[] };
  aliases: { same: [string, string][]; different: [string, string][] };
  relations: {
    must: [string, string, string][];
    accept: [string, string, string][];
    forbid: [string, string, string][];
  };
  boilerplate: string[];
}

interface Score {
  name: string;
  entities: [number, number];
  aliases: [number, number];
  relations: [number, number];
  precision: [number, number];
  violations: string[];
  missed: string[];
}

const FOLDER = new URL('../../gold/', import.meta.url);
const TOP = 40;
const SURE = 0.6;

const gold = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json') && file !== 'sample-questions.json')
  .sort()
  .map((file) => ({
    name: file.replace('.json', ''),
    document: JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as GoldDocument,
  }));

function factMatches(
  { graph }: ReadCorpus,
  fact: ResolvedFact,
  [source, type, target]: [string, string, string],
): boolean {
  return (
    fact.type === type &&
    fact.sourceId === entityNamed(graph, source)?.id &&
    fact.targetId === entityNamed(graph, target)?.id
  );
}

async function score(name: string, document: GoldDocument): Promise<Score> {
  const corpus = await readCorpus([aDocument(document.text, { mediaType: document.mediaType })]);
  const { graph, documents, chunks } = corpus;
  const top = { ...graph, entities: [...graph.entities].sort((a, b) => b.rank - a.rank).slice(0, TOP) };
  const typed = graph.facts.filter((fact) => fact.type !== 'RELATED_TO' && fact.confidence >= SURE);
  const same = ([left, right]: [string, string]): boolean => {
    const entity = entityNamed(graph, left);
    return entity !== undefined && entity === entityNamed(graph, right);
  };
  const stated = (relation: [string, string, string]): boolean =>
    typed.some((fact) => factMatches(corpus, fact, relation));
  const good = [...document.relations.must, ...document.relations.accept];
  const wrong = typed.filter((fact) => !good.some((relation) => factMatches(corpus, fact, relation)));
  const names = new Map(graph.entities.map((entity) => [entity.id, entity.name]));
  const sentences = chunks.flatMap((chunk) =>
    chunk.sentences.flatMap((_, index, all) =>
      index % 2 === 0
        ? [
            (documents[0]?.text ?? '').slice(
              chunk.start + (all[index] ?? 0),
              chunk.start + (all[index + 1] ?? 0),
            ),
          ]
        : [],
    ),
  );
  const found = document.entities.must.filter((entity) => entityNamed(top, entity));
  return {
    name,
    entities: [found.length, document.entities.must.length],
    aliases: [document.aliases.same.filter(same).length, document.aliases.same.length],
    relations: [document.relations.must.filter(stated).length, document.relations.must.length],
    precision: [typed.length - wrong.length, typed.length],
    violations: [
      ...document.entities.forbid
        .filter((entity) => entityNamed(graph, entity))
        .map((entity) => `entity ${entity}`),
      ...document.aliases.different.filter(same).map((pair) => `one entity: ${pair.join(' = ')}`),
      ...document.relations.forbid.filter(stated).map((relation) => `fact ${relation.join(' ')}`),
      ...document.boilerplate
        .filter((text) => sentences.some((sentence) => sentence.includes(text)))
        .map((text) => `boilerplate ${text}`),
    ],
    missed: [
      ...document.entities.must.filter((entity) => !found.includes(entity)),
      ...document.aliases.same.filter((pair) => !same(pair)).map((pair) => pair.join(' = ')),
      ...document.relations.must
        .filter((relation) => !stated(relation))
        .map((relation) => relation.join(' ')),
      ...wrong.map(
        (fact) => `not in gold: ${names.get(fact.sourceId)} ${fact.type} ${names.get(fact.targetId)}`,
      ),
    ],
  };
}

function total(scores: readonly Score[], field: 'entities' | 'aliases' | 'relations' | 'precision'): number {
  const [hits, all] = scores.reduce<[number, number]>(
    ([hit, of], each) => [hit + each[field][0], of + each[field][1]],
    [0, 0],
  );
  return all === 0 ? 1 : hits / all;
}

function printTable(scores: readonly Score[]): void {
  const cell = ([hits, all]: [number, number]): string => `${hits}/${all}`.padEnd(8);
  const lines = scores.map(
    (each) =>
      `${each.name.padEnd(26)}${cell(each.entities)}${cell(each.aliases)}${cell(each.relations)}${cell(each.precision)}${each.missed.join('; ')}`,
  );
  const all = (['entities', 'aliases', 'relations', 'precision'] as const).map((field) =>
    total(scores, field).toFixed(2).padEnd(8),
  );
  process.stdout.write(
    `\n${'gold'.padEnd(26)}must    same    facts   precise\n${lines.join('\n')}\n${'all'.padEnd(26)}${all.join('')}\n`,
  );
}

describe('the offline extractor on the gold standard', async () => {
  const scores = await Promise.all(gold.map(({ name, document }) => score(name, document)));
  printTable(scores);

  it('finds at least 85 % of the entities that must be found among the first forty', () => {
    expect(total(scores, 'entities')).toBeGreaterThanOrEqual(0.85);
  });

  it('unites at least 90 % of the names that mean the same', () => {
    expect(total(scores, 'aliases')).toBeGreaterThanOrEqual(0.9);
  });

  it('states at least 60 % of the relations that must be stated', () => {
    expect(total(scores, 'relations')).toBeGreaterThanOrEqual(0.6);
  });

  it('states typed relations of which at least 80 % are right', () => {
    expect(total(scores, 'precision')).toBeGreaterThanOrEqual(0.8);
  });

  it.each(scores)('finds nothing forbidden in $name', ({ violations }) => {
    expect(violations).toEqual([]);
  });
});
