import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readOntology } from '../../../cli/read-ontology.ts';
import { saveTypes } from '../../../cli/save-types.ts';
import type { FoundType } from '../../../domain/ontology.ts';
import { freshFolder, removeFolder } from '../../support/running-app.ts';

let folder: string;
beforeAll(async () => {
  folder = await freshFolder();
});
afterAll(() => removeFolder(folder));

const ONTOLOGY = { entityTypes: ['PERSON', '地点', 'YES'], relationshipTypes: ['WROTE'] };

function aType(type: string, sentence: string): FoundType {
  return { type, count: 7, example: { words: 'Ada', sentence, source: 'a.md' } };
}

it('writes what --ontology reads, whatever the types and their examples are', async () => {
  const file = path.join(folder, 'types.yaml');
  const found = {
    entityTypes: [aType('PERSON', 'Ada: "wrote" # notes')],
    relationshipTypes: [aType('WROTE', '她写了\u2028笔记。')],
    dropped: 0,
    sample: { documents: 1, chunks: 1, tokens: 9 },
  };
  await saveTypes(file, ONTOLOGY, found);
  expect(await readOntology(file)).toEqual(ONTOLOGY);
  const text = await readFile(file, 'utf8');
  expect(text).toContain('- PERSON # 7: Ada: "wrote" # notes\n');
  await saveTypes(file, ONTOLOGY);
  expect(await readOntology(file)).toEqual(ONTOLOGY);
});

it('says where it cannot write', async () => {
  const file = path.join(folder, 'nowhere', 'types.yaml');
  await expect(saveTypes(file, ONTOLOGY)).rejects.toMatchObject({ code: 'request-invalid' });
});
