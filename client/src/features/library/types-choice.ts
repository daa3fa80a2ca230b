import type { Ontology } from '../../../../domain/ontology.ts';
import type { QueryValues } from '../../api-client.ts';

/** What a model is to look for: the types of the library, anything, or types that were found or came from a file and may have been edited. */
export type TypesChoice =
  | { kind: 'kept' | 'any' }
  /** `ontology` is null until there are some. */
  | { kind: 'find' | 'file'; ontology: Ontology | null };

/** False while types are still to be found, chosen or typed. */
export function isSettled(choice: TypesChoice): boolean {
  if (!('ontology' in choice)) return true;
  const { entityTypes = [], relationshipTypes = [] } = choice.ontology ?? {};
  return entityTypes.length + relationshipTypes.length > 0;
}

/** As the server takes it. */
export function typesQuery(choice: TypesChoice): QueryValues {
  if (!('ontology' in choice)) return choice.kind === 'any' ? { types: 'any' } : {};
  if (!choice.ontology) return { types: choice.kind === 'find' ? 'find' : undefined };
  const { entityTypes, relationshipTypes } = choice.ontology;
  return { entityType: entityTypes, relationshipType: relationshipTypes };
}

/**
 * The types of a YAML file, as `orrery ingest --ontology` reads them.
 *
 * @throws Error that says what is wrong with it
 */
export async function readTypesFile(file: File): Promise<Ontology> {
  const [{ parse }, { OntologyFile }] = await Promise.all([
    import('yaml'),
    import('../../../../domain/api/ontology.ts'),
  ]);
  const parsed = OntologyFile.safeParse(parse(await file.text()));
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`.trim()).join('; '),
  );
}
