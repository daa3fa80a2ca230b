import type { Evidence } from '../../domain/evidence.ts';
import type { RecordKind } from './format.ts';
import type { RecordOf } from './record-schemas.ts';
import { createVectorCheck } from './vector-check.ts';

/** Looks at records in the order of a file. */
export interface ReferenceCheck {
  /** @returns what is wrong with the record: an id that is there already, a name of what is not there, a place outside its text; null when it is right */
  problemOf<Kind extends RecordKind>(kind: Kind, record: RecordOf[Kind]): string | null;
}

/** Invariant I2 of the design, record by record: no id twice, none that names nothing, no place outside of the document. */
export function createReferenceCheck(): ReferenceCheck {
  const lengths = new Map<string, number>();
  const sources = new Set<string>();
  const chunks = new Map<string, { documentId: string; start: number; end: number }>();
  const known = {
    community: new Set<string>(),
    report: new Set<string>(),
    entity: new Set<string>(),
    relationship: new Set<string>(),
    decision: new Set<string>(),
    run: new Set<string>(),
    answer: new Set<string>(),
  };

  function add(kind: keyof typeof known, id: string): string | null {
    if (known[kind].has(id)) return `its id "${id}" stands twice`;
    known[kind].add(id);
    return null;
  }

  function placeProblem({ documentId, chunkId, start, end }: Omit<Evidence, 'verified'>): string | null {
    const length = lengths.get(documentId);
    if (length === undefined) return `it names document "${documentId}", which is not there`;
    if (chunks.get(chunkId)?.documentId !== documentId)
      return `it names chunk "${chunkId}" of document "${documentId}", which is not there`;
    return start <= end && end <= length
      ? null
      : `it names characters ${start} to ${end} of document "${documentId}", which has ${length}`;
  }

  const evidenceProblem = (list: readonly Evidence[]): string | null => firstProblem(list, placeProblem);
  const missing = (kind: 'community' | 'entity', id: string | null): string | null =>
    id === null || known[kind].has(id) ? null : `it names ${kind} "${id}", which is not there`;

  const checks: { [Kind in RecordKind]: (record: RecordOf[Kind]) => string | null } = {
    document({ id, source, text }) {
      if (lengths.has(id)) return `its id "${id}" stands twice`;
      if (sources.has(source)) return `its source "${source}" stands twice`;
      lengths.set(id, text.length);
      sources.add(source);
      return null;
    },
    chunk({ id, documentId, start, end }) {
      if (chunks.has(id)) return `its id "${id}" stands twice`;
      const length = lengths.get(documentId);
      if (length === undefined) return `it names document "${documentId}", which is not there`;
      if (start > end || end > length) return `it lies outside of document "${documentId}"`;
      chunks.set(id, { documentId, start, end });
      return null;
    },
    community: ({ id, parentId }) => missing('community', parentId) ?? add('community', id),
    report: ({ communityId, findings }) =>
      missing('community', communityId) ??
      add('report', communityId) ??
      firstProblem(findings, (finding) => evidenceProblem(finding.evidence)),
    entity: ({ id, communityId, merges }) =>
      add('entity', id) ??
      missing('community', communityId) ??
      firstProblem(merges, ({ evidence }) => evidence && placeProblem(evidence)),
    mention: (mention) => missing('entity', mention.entityId) ?? placeProblem(mention),
    relationship: ({ id, sourceId, targetId, evidence }) =>
      add('relationship', id) ??
      missing('entity', sourceId) ??
      missing('entity', targetId) ??
      evidenceProblem(evidence),
    decision: ({ id }) => add('decision', id),
    run: ({ id }) => add('run', id),
    answer: ({ id }) => add('answer', id),
    vector: createVectorCheck((id) => chunks.has(id) || known.report.has(id) || known.entity.has(id)),
  };
  return { problemOf: (kind, record) => checks[kind](record) };
}

function firstProblem<T>(items: readonly T[], problemOf: (item: T) => string | null): string | null {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== null) return problem;
  }
  return null;
}
