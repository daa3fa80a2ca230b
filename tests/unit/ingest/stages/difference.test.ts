import { describe, expect, it } from 'vitest';
import { emptyIndex } from '../../../../domain/empty-index.ts';
import type { GraphIndex } from '../../../../domain/graph-index.ts';
import { countChanges, difference, isEmptyChange } from '../../../../ingest/stages/difference.ts';
import { aResolvedCorpus } from '../../../support/ingest-records.ts';
import { applyChanges } from '../../../support/memory-store.ts';

function indexOf(texts: Record<string, string>, names: string[]): GraphIndex {
  const { documents, chunks, graph } = aResolvedCorpus(texts, names);
  return { ...emptyIndex(), documents, chunks, entities: graph.entities, mentions: graph.mentions };
}

const before = indexOf({ 'a.md': 'Alpha is here.\nBeta too.', 'b.md': 'Alpha again.' }, ['Alpha', 'Beta']);

describe('difference', () => {
  it('is nothing between an index and a copy of it, whatever the order of its properties', () => {
    const copy: GraphIndex = structuredClone(before);
    copy.entities = copy.entities.map(
      (entity) => Object.fromEntries(Object.entries(entity).reverse()) as typeof entity,
    );
    const changes = difference(before, copy);
    expect(isEmptyChange(changes)).toBe(true);
    expect(Object.values(countChanges(before, changes).written).every((count) => count === 0)).toBe(true);
  });

  it('writes whole records that are new or changed, and names those that are gone', () => {
    const after = structuredClone(before);
    const renamed = after.entities[0]!;
    renamed.aliases.push('another');
    const [gone] = after.documents.splice(1, 1);
    const changes = difference(before, after);
    expect(changes.entities).toEqual({ write: [renamed], delete: [] });
    expect(changes.documents).toEqual({ write: [], delete: [gone!.id] });
    expect(changes.chunks).toEqual({ write: [], delete: [] });
  });

  it('replaces all mentions of a chunk together, and leaves those of a deleted chunk to it', () => {
    const after = structuredClone(before);
    const chunk = after.chunks.find(({ sentences }) => sentences.length === 4)!;
    after.mentions = after.mentions.filter(({ chunkId, start }) => chunkId !== chunk.id || start === 0);
    after.chunks = [chunk];
    after.mentions = after.mentions.filter(({ chunkId }) => chunkId === chunk.id);
    const changes = difference(before, after);
    expect(changes.mentions).toEqual([{ chunkId: chunk.id, mentions: after.mentions }]);
    expect(changes.chunks.delete).toHaveLength(1);
    expect(countChanges(before, changes).deleted).toMatchObject({ chunks: 1, mentions: 2 });
  });

  it('writes a chunk again when its reading has another key', () => {
    const after = structuredClone(before);
    after.chunks[0]!.extraction!.key = 'another';
    expect(difference(before, after).chunks.write).toEqual([after.chunks[0]]);
  });

  it('makes the wanted index of the present one when applied, both ways', () => {
    const after = indexOf({ 'b.md': 'Gamma now.\nAlpha still.', 'c.md': 'Gamma and Beta.' }, [
      'Alpha',
      'Beta',
      'Gamma',
    ]);
    expect(applyChanges(before, difference(before, after))).toEqual(after);
    expect(applyChanges(after, difference(after, before))).toEqual(before);
    expect(applyChanges(emptyIndex(), difference(emptyIndex(), after))).toEqual(after);
  });
});
