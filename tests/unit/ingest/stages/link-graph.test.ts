import { describe, expect, it } from 'vitest';
import { indexSentences } from '../../../../ingest/stages/index-sentences.ts';
import {
  CO_OCCURRENCE_TYPE,
  linkGraph,
  MAX_CO_OCCURRENCE_EVIDENCE,
} from '../../../../ingest/stages/link-graph.ts';
import { aResolvedCorpus, type StatedFact } from '../../../support/ingest-records.ts';

function link(texts: Record<string, string>, names: readonly string[], facts: readonly StatedFact[] = []) {
  const corpus = aResolvedCorpus(texts, names, facts);
  const { documents, chunks, graph } = corpus;
  const sentences = indexSentences({ documents, chunks, ...graph });
  const linked = linkGraph({ documents, graph, sentences });
  const nameOf = new Map(linked.entities.map(({ id, name }) => [id, name]));
  const quote = ({ documentId, start, end }: { documentId: string; start: number; end: number }) =>
    documents.find(({ id }) => id === documentId)!.text.slice(start, end);
  const pairs = linked.relationships.map(({ sourceId, targetId }) =>
    [nameOf.get(sourceId), nameOf.get(targetId)].sort().join('-'),
  );
  return { ...linked, ...corpus, pairs, quote };
}

/** Unrelated sentences, so that sharing one means something. */
const filler = (count: number) =>
  Array.from({ length: count }, (_, at) => `Filler ${at} stands alone.`).join('\n');

describe('linkGraph', () => {
  it('makes one relationship of all that say the same, with every sentence once, in order of source and place', () => {
    const facts: StatedFact[] = [
      { source: 'Lora', type: 'IS_A', target: 'Peft', quote: 'second', description: 'is a kind of' },
      { source: 'Lora', type: 'IS_A', target: 'Peft', quote: 'first', description: 'is a' },
      { source: 'Lora', type: 'IS_A', target: 'Peft', quote: 'third', description: 'is a' },
      { source: 'Lora', type: 'IS_A', target: 'Peft', quote: 'third', confidence: 0.5 },
    ];
    const texts = { 'b.md': 'Lora Peft second', 'a.md': 'Lora Peft first\nLora Peft third' };
    const { relationships, quote } = link(texts, ['Lora', 'Peft'], facts);
    expect(relationships).toHaveLength(1);
    expect(relationships[0]).toMatchObject({ type: 'IS_A', origin: 'stated', description: 'is a' });
    expect(relationships[0]!.evidence.map(quote)).toEqual([
      'Lora Peft first',
      'Lora Peft third',
      'Lora Peft second',
    ]);
  });

  it('trusts what several sentences say more than what one says', () => {
    const names = ['Lora', 'Peft'];
    const one: StatedFact = { source: 'Lora', type: 'IS_A', target: 'Peft', quote: 'first' };
    const texts = { 'a.md': 'Lora Peft first\nLora Peft again' };
    const [single] = link(texts, names, [one]).relationships;
    const [double] = link(texts, names, [one, { ...one, quote: 'again' }]).relationships;
    expect(double!.weight).toBeGreaterThan(single!.weight);
  });

  it('joins entities that share a sentence, from the smaller id to the larger, with that sentence', () => {
    const { relationships, quote } = link({ 'a.md': `Alpha meets Beta here.\n${filler(5)}` }, [
      'Alpha',
      'Beta',
      'Filler',
    ]);
    expect(relationships).toHaveLength(1);
    const [shared] = relationships;
    expect(shared).toMatchObject({ type: CO_OCCURRENCE_TYPE, origin: 'co-occurrence', description: '' });
    expect(shared!.sourceId < shared!.targetId).toBe(true);
    expect(shared!.weight).toBeGreaterThan(0);
    expect(shared!.evidence.map(quote)).toEqual(['Alpha meets Beta here.']);
  });

  it('does not add a co-occurrence to what a sentence states', () => {
    const facts: StatedFact[] = [{ source: 'Alpha', type: 'USES', target: 'Beta', quote: 'uses' }];
    const { relationships } = link(
      { 'a.md': 'Alpha uses Beta.\nAlpha and Beta again.' },
      ['Alpha', 'Beta'],
      facts,
    );
    expect(relationships.map(({ type }) => type)).toEqual(['USES']);
  });

  it('keeps the sentences with the fewest other names, and counts all of them', () => {
    const sentences = (count: number) =>
      Array.from({ length: count }, (_, at) => `Alpha and Beta, number ${at}.`).join('\n');
    const few = link({ 'a.md': `${sentences(3)}\n${filler(60)}` }, ['Alpha', 'Beta', 'Filler']);
    const many = link({ 'a.md': `Alpha, Beta and Gamma.\n${sentences(30)}\n${filler(60)}` }, [
      'Alpha',
      'Beta',
      'Gamma',
      'Filler',
    ]);
    const between = ({ relationships, pairs }: ReturnType<typeof link>) =>
      relationships[pairs.indexOf('Alpha-Beta')]!;
    expect(between(many).evidence).toHaveLength(MAX_CO_OCCURRENCE_EVIDENCE);
    expect(between(many).evidence.map(many.quote)).not.toContain('Alpha, Beta and Gamma.');
    expect(between(many).weight).toBeGreaterThan(between(few).weight);
  });

  it('joins an entity that shares no sentence with anything to what its heading is about', () => {
    const { pairs } = link({ 'a.md': `# Alpha\nBeta alone here.\n${filler(3)}` }, ['Alpha', 'Beta']);
    expect(pairs).toEqual(['Alpha-Beta']);
  });

  it('joins it to what its document is called when no heading names anything', () => {
    const corpus = aResolvedCorpus({ 'a.md': `Beta alone here.\n${filler(3)}`, 'b.md': 'Alpha elsewhere.' }, [
      'Alpha',
      'Beta',
    ]);
    const documents = corpus.documents.map((document) => ({
      ...document,
      title: document.source === 'a.md' ? 'Alpha (letter)' : 'Other',
    }));
    const sentences = indexSentences({ documents, chunks: corpus.chunks, ...corpus.graph });
    const { relationships } = linkGraph({ documents, graph: corpus.graph, sentences });
    expect(relationships.map(({ sourceId, targetId }) => [sourceId, targetId])).toEqual([
      [corpus.id('Alpha'), corpus.id('Beta')].sort(),
    ]);
  });

  it('joins no two names of a sentence that names very many, but never leaves a hub out', () => {
    const names = Array.from({ length: 16 }, (_, at) => `Name${String.fromCharCode(65 + at)}`);
    expect(link({ 'a.md': names.join(', ') }, names).relationships).toEqual([]);
    const hub = link({ 'a.md': names.map((name) => `Hub with ${name}.`).join('\n') }, ['Hub', ...names]);
    expect(hub.relationships).toHaveLength(names.length);
  });

  it('ranks what is better connected higher', () => {
    const texts = { 'a.md': `Alpha with Beta.\nAlpha with Gamma.\nDelta.\nDelta.\n${filler(4)}` };
    const { entities, id } = link(texts, ['Alpha', 'Beta', 'Gamma', 'Delta']);
    const rank = (name: string) => entities.find((entity) => entity.id === id(name))!.rank;
    expect(rank('Alpha')).toBeGreaterThan(rank('Delta'));
  });
});
