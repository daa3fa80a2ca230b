import type { Answer } from '../../../domain/answer.ts';
import type { GraphReader, GraphWriter } from '../../../domain/ports/graph-store.ts';
import type { CypherEngine } from '../cypher-engine.ts';
import { answerProperties, runProperties } from './history.ts';
import { newestFirst } from './newest-first.ts';
import { number, type Properties, parsed, text } from './properties.ts';

type AnswerStore = Pick<GraphReader, 'listAnswers' | 'findAnswer'> &
  Pick<GraphWriter, 'saveAnswer' | 'saveRun'>;

/** What was asked and what was done: kept beside the index, never counted as a change of it. */
export function createAnswerStore(engine: CypherEngine): AnswerStore {
  return {
    listAnswers: (page) =>
      newestFirst(engine, page, {
        all: 'MATCH (a:Answer) RETURN a.id AS id, a.at AS at',
        some:
          'UNWIND $ids AS id MATCH (a:Answer {id: id}) RETURN a.id AS id, a.question AS question, a.mode AS mode, a.model AS model, ' +
          'a.answered AS answered, a.text AS text, a.citations AS citations, a.at AS at, a.milliseconds AS milliseconds',
        toRecord: toAnswerWithoutTrace,
      }),

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
