import { describe, expect, it } from 'vitest';
import { entityNamed, readText } from '../read-corpus.ts';

describe('what an entity is', () => {
  it.each([
    [
      '泵站',
      '在青溪泵站里它是唯一的上限。青溪泵站（Qingxi Pump Station，QPS）是一种提升泵站，由水务局建设。',
      'QPS',
    ],
    [
      'glacier',
      'The Amber Glacier was faster than the others. The Amber Glacier (AG) is a valley glacier of the north.',
      'AG',
    ],
    ['list', '青溪泵站（QPS）的水位很高。\n\n- 青溪泵站（QPS）：把水从河里提升到水库的设施。', 'QPS'],
  ])(
    'is told by the sentence that defines it, not by the first that names it (%s)',
    async (_, text, name) => {
      const { graph } = await readText(text);
      expect(entityNamed(graph, name)?.description).toMatch(
        /是一种提升泵站|is a valley glacier|：把水从河里/,
      );
    },
  );
});
