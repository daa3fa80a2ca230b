import { describe, expect, it } from 'vitest';
import { cutText } from '../../../../ingest/embed/cut-text.ts';
import { embeddingTexts } from '../../../../ingest/embed/embedding-texts.ts';
import { createDocument } from '../../../../ingest/readers/create-document.ts';
import { splitChunks } from '../../../../ingest/stages/split-chunks.ts';
import { aCommunityReport, anEntity } from '../../../support/records-to-embed.ts';

const NOTES = createDocument(
  'notes/looms.md',
  { text: '# Looms\n\nA loom weaves.\n\n## Power looms\n\nSteam drives them.\n' },
  'text/markdown',
);

function textsOf(records: Partial<Parameters<typeof embeddingTexts>[0]>): string[] {
  const none = { documents: [], chunks: [], entities: [], reports: [] };
  return embeddingTexts({ ...none, ...records }, { withEntities: true }).map(({ text }) => text);
}

describe('what is embedded', () => {
  it('of a chunk: its text under title and headings, each said once', () => {
    if (!('text' in NOTES)) throw new Error('the notes can be read');
    expect(textsOf({ documents: [NOTES], chunks: splitChunks(NOTES) })).toEqual([
      'Looms\n\nA loom weaves.',
      'Looms\nPower looms\n\nSteam drives them.',
    ]);
  });

  it('of an entity: names and description, when it is described and named more than once, where entities have vectors', () => {
    const loom = anEntity({ name: 'Loom', aliases: ['looms', 'Loom'], description: 'A loom weaves.' });
    expect(textsOf({ entities: [loom] })).toEqual(['Loom / looms\nA loom weaves.']);
    expect(textsOf({ entities: [{ ...loom, mentionCount: 1 }] })).toEqual([]);
    expect(textsOf({ entities: [{ ...loom, description: '' }] })).toEqual([]);
    const records = { documents: [], chunks: [], entities: [loom], reports: [] };
    expect(embeddingTexts(records, { withEntities: false })).toEqual([]);
  });

  it('of a report: title and summary, under the id of its community', () => {
    const report = aCommunityReport({ communityId: 'm0-1', title: 'Weaving', summary: 'Looms and mills.' });
    const [text] = embeddingTexts(
      { documents: [], chunks: [], entities: [], reports: [report] },
      { withEntities: false },
    );
    expect(text).toMatchObject({ id: 'm0-1', kind: 'community', text: 'Weaving\nLooms and mills.' });
  });

  it('has another hash when the text is another, and only then', () => {
    const loom = anEntity({ name: 'Loom', description: 'A loom weaves.' });
    const hashOf = (entity: typeof loom): string | undefined =>
      embeddingTexts(
        { documents: [], chunks: [], entities: [entity], reports: [] },
        { withEntities: true },
      )[0]?.textHash;
    expect(hashOf({ ...loom, rank: 9, x: 4 })).toBe(hashOf(loom));
    expect(hashOf({ ...loom, description: 'A loom makes cloth.' })).not.toBe(hashOf(loom));
  });
});

it('a text is cut without leaving half a character', () => {
  expect(cutText('abc', 3)).toBe('abc');
  expect(cutText('abcd', 3)).toBe('abc');
  expect(cutText('ab😀cd', 3)).toBe('ab');
  expect(cutText('ab😀cd', 4)).toBe('ab😀');
});
