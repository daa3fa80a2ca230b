import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readOntology } from '../../../cli/read-ontology.ts';
import { freshFolder, removeFolder } from '../../support/running-app.ts';

let folder: string;
beforeAll(async () => {
  folder = await freshFolder();
});
afterAll(() => removeFolder(folder));

async function written(text: string): Promise<string> {
  const file = path.join(folder, 'ontology.yaml');
  await writeFile(file, text);
  return file;
}

it('lists the types of a YAML file', async () => {
  const file = await written(
    '# Of the harbour\nentityTypes:\n  - PERSON\n  - PLACE\nrelationshipTypes: [WORKS_AT]\n',
  );
  expect(await readOntology(file)).toEqual({
    entityTypes: ['PERSON', 'PLACE'],
    relationshipTypes: ['WORKS_AT'],
  });
  expect(await readOntology(await written('entityTypes: [PERSON]'))).toEqual({
    entityTypes: ['PERSON'],
    relationshipTypes: [],
  });
});

it.each([
  ['not YAML', 'entityTypes: [PERSON', 'cannot be read'],
  ['another word for a list', 'entities: [PERSON]', 'entities'],
  ['a text for a list', 'entityTypes: PERSON', 'entityTypes'],
  ['nothing', '', 'cannot be read'],
  ['no type at all', 'entityTypes: []', 'lists nothing'],
])('says what is wrong with a file of %s', async (_, text, part) => {
  await expect(readOntology(await written(text))).rejects.toMatchObject({
    code: 'request-invalid',
    message: expect.stringContaining(part),
  });
});

it('says that a file is not there', async () => {
  await expect(readOntology(path.join(folder, 'none.yaml'))).rejects.toMatchObject({
    code: 'request-invalid',
    message: expect.stringContaining('no such file'),
  });
});
