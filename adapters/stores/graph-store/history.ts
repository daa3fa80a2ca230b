import type { Answer } from '../../../domain/answer.ts';
import type { GraphReader, History } from '../../../domain/ports/graph-store.ts';
import type { Run } from '../../../domain/run.ts';
import type { CypherEngine, CypherStatement } from '../cypher-engine.ts';
import { inBatches } from './batches.ts';
import { newestFirst } from './newest-first.ts';
import { type Properties, parsed, text } from './properties.ts';

export function runProperties({ id, kind, at, report }: Run): Properties {
  return { id, kind, at, report: JSON.stringify(report) };
}

export function answerProperties({ citations, trace, ...rest }: Answer): Properties {
  return { ...rest, citations: JSON.stringify(citations), trace: JSON.stringify(trace) };
}

/** Statements that keep runs and answers as they are given. */
export function writeHistory({ runs, answers }: History): CypherStatement[] {
  return [
    ...inBatches('UNWIND $rows AS row MERGE (r:Run {id: row.id}) SET r = row', runs.map(runProperties)),
    ...inBatches(
      'UNWIND $rows AS row MERGE (a:Answer {id: row.id}) SET a = row',
      answers.map(answerProperties),
    ),
  ];
}

/** `GraphReader.listRuns` on any engine. */
export function createRunReader(engine: CypherEngine): Pick<GraphReader, 'listRuns'> {
  return {
    listRuns: (page) =>
      newestFirst(engine, page, {
        all: 'MATCH (r:Run) RETURN r.id AS id, r.at AS at',
        some: 'UNWIND $ids AS id MATCH (r:Run {id: id}) RETURN r.id AS id, r.kind AS kind, r.at AS at, r.report AS report',
        toRecord: toRun,
      }),
  };
}

function toRun(node: Properties): Run {
  return {
    id: text(node.id),
    kind: text(node.kind),
    at: text(node.at),
    report: parsed(node.report, {}) as Run['report'],
  };
}
