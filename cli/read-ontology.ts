import { readFile } from 'node:fs/promises';
import { parse, YAMLParseError } from 'yaml';
import { OntologyFile } from '../domain/api/ontology.ts';
import { GraphRagError } from '../domain/errors.ts';
import type { Ontology } from '../domain/ontology.ts';

/**
 * Reads the YAML of `--ontology`: `entityTypes: [PERSON, PLACE]` and `relationshipTypes: [WORKS_AT]`, one of them at least.
 *
 * @throws GraphRagError `request-invalid` naming every mistake
 */
export async function readOntology(file: string): Promise<Ontology> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw mistake(file, [cause.code === 'ENOENT' ? 'there is no such file' : cause.message], cause);
  });
  const parsed = OntologyFile.safeParse(parsedYaml(file, text));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`.trim());
    throw mistake(file, problems);
  }
  return parsed.data;
}

function parsedYaml(file: string, text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause;
    throw mistake(file, [cause.message.split('\n', 1)[0] ?? ''], cause);
  }
}

function mistake(file: string, problems: readonly string[], cause?: unknown): GraphRagError {
  return new GraphRagError('request-invalid', `The ontology ${file} cannot be read: ${problems.join('; ')}`, {
    hint: 'It looks like {entityTypes: [PERSON, PLACE], relationshipTypes: [WORKS_AT]}, in YAML.',
    ...(cause === undefined ? {} : { cause }),
  });
}
