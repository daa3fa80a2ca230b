import type { Answer } from '../../../domain/answer.ts';
import type { GraphReader, History } from '../../../domain/ports/graph-store.ts';
import type { Run } from '../../../domain/run.ts';
import type { CypherEngine, CypherStatement } from '../cypher-engine.ts';
import { inBatches } from './batches.ts';
import { pageOfSorted, readCursor, type SortKey } from './paging.ts';
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
    async listRuns(page) {
      const after = readCursor(page.cursor, ['number', 'string']);
      const [rows = []] = await engine.read([{ query: 'MATCH (r:Run) RETURN r.id AS id, r.at AS at' }]);
      const places = rows
        .map((row) => ({ id: text(row.id), time: -Date.parse(text(row.at)) || 0 }))
        .sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
      const slice = pageOfSorted(places, page, after, ({ id, time }): SortKey => [time, id]);
      const [found = []] = await engine.read([
        {
          query:
            'UNWIND $ids AS id MATCH (r:Run {id: id}) RETURN r.id AS id, r.kind AS kind, r.at AS at, r.report AS report',
          params: { ids: slice.items.map(({ id }) => id) },
        },
      ]);
      const byId = new Map(found.map((row) => [text(row.id), toRun(row)]));
      return { ...slice, items: slice.items.flatMap(({ id }) => byId.get(id) ?? []) };
    },
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
