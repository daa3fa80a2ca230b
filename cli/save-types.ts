import { writeFile } from 'node:fs/promises';
import { Document } from 'yaml';
import { GraphRagError } from '../domain/errors.ts';
import type { FoundType, FoundTypes, Ontology } from '../domain/ontology.ts';

/**
 * Writes types as the YAML that `--ontology` reads, with what a model found behind each as a comment.
 *
 * @param found absent when the types were not found in this run
 * @throws GraphRagError `request-invalid` when the file cannot be written
 */
export async function saveTypes(file: string, ontology: Ontology, found?: FoundTypes): Promise<void> {
  const document = new Document({});
  const list = (name: string, types: readonly string[], known: readonly FoundType[] = []): void => {
    const items = types.map((type) => {
      const item = document.createNode(type);
      const seen = known.find((one) => one.type === type);
      if (seen) item.comment = ` ${seen.count}: ${seen.example.sentence}`;
      return item;
    });
    document.set(name, document.createNode(items));
  };
  list('entityTypes', ontology.entityTypes, found?.entityTypes);
  list('relationshipTypes', ontology.relationshipTypes, found?.relationshipTypes);
  await writeFile(file, document.toString({ lineWidth: 0 })).catch((cause: Error) => {
    throw new GraphRagError('request-invalid', `The types cannot be written to ${file}: ${cause.message}`, {
      hint: 'Give --save-types a file in a folder that is there and that you may write to.',
      cause,
    });
  });
}
