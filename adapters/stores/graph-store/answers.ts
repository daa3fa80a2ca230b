import type { Answer } from '../../../domain/answer.ts';
import type { GraphReader, GraphWriter } from '../../../domain/ports/graph-store.ts';
import type { CypherEngine } from '../cypher-engine.ts';
import { answerProperties, runProperties } from './history.ts';
import { pageOfSorted, readCursor, type SortKey } from './paging.ts';
import { number, type Properties, parsed, text } from './properties.ts';

type AnswerStore = Pick<GraphReader, 'listAnswers' | 'findAnswer'> &
  Pick<GraphWriter, 'saveAnswer' | 'saveRun'>;

/** What was asked and what was done: kept beside the index, never counted as a change of it. */
export function createAnswerStore(engine: CypherEngine): AnswerStore {
  return {
    async listAnswers(page) {
      const after = readCursor(page.cursor, ['number', 'string']);
      const [rows = []] = await engine.read([{ query: 'MATCH (a:Answer) RETURN a.id AS id, a.at AS at' }]);
      const places = rows
        .map((row) => ({ id: text(row.id), time: -Date.parse(text(row.at)) || 0 }))
        .sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
      const slice = pageOfSorted(places, page, after, ({ id, time }): SortKey => [time, id]);
      const [found = []] = await engine.read([
        {
          query:
            'UNWIND $ids AS id MATCH (a:Answer {id: id}) RETURN a.id AS id, a.question AS question, a.mode AS mode, a.model AS model, ' +
            'a.answered AS answered, a.text AS text, a.citations AS citations, a.at AS at, a.milliseconds AS milliseconds',
          params: { ids: slice.items.map(({ id }) => id) },
        },
      ]);
      const byId = new Map(found.map((row) => [text(row.id), toAnswerWithoutTrace(row)]));
      return { ...slice, items: slice.items.flatMap(({ id }) => byId.get(id) ?? []) };
    },

    async findAnswer(id) {
      const [rows] = await engine.read([
        { query: 'MATCH (a:Answer {id: $id}) RETURN properties(a) AS node', params: { id } },
      ]);
      const node = rows?.[0]?.node as Properties | undefined;
      return node ? { ...toAnswerWithoutTrace(node), trace: parsed(node.trace, []) } : null;
    },

    async saveAnswer(answer) {
      await engine.keep({
        query: 'MERGE (a:Answer {id: $id}) SET a = $properties',
        params: { id: answer.id, properties: answerProperties(answer) },
      });
    },

    async saveRun(run) {
      await engine.keep({
        query: 'MERGE (r:Run {id: $id}) SET r = $properties',
        params: { id: run.id, properties: runProperties(run) },
      });
    },
  };
}

function toAnswerWithoutTrace(node: Properties): Omit<Answer, 'trace'> {
  return {
    id: text(node.id),
    question: text(node.question),
    mode: text(node.mode) as Answer['mode'],
    ...(node.model ? { model: text(node.model) } : {}),
    answered: node.answered === true,
    text: text(node.text),
    citations: parsed(node.citations, []),
    at: text(node.at),
    milliseconds: number(node.milliseconds),
  };
}
