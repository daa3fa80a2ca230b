import { describe, expect, it } from 'vitest';
import { isSupported } from '../../../../../server/search/writing/is-supported.ts';

const lindqvist = 'The Mooring algorithm was proposed by Ada Lindqvist in 2011.';
const lora =
  'LoRA freezes the pretrained weights and trains two small low-rank matrices whose product approximates the update.';
const festival = 'The festival, first held in 1987, draws about 12,000 visitors to the harbour every June.';
const berth = '泊位算法（Berth）由林泊舟在 2015 年提出，用来给港口的船只排序。';
const photosynthesis = '光合作用分为光反应和暗反应两个阶段，光反应在类囊体膜上进行，产生 ATP 和 NADPH。';

/** What a model says of a sentence, and whether the sentence says it. */
const cases: readonly [said: string, cited: string, isSaid: boolean, question?: string][] = [
  ['Ada Lindqvist proposed the Mooring algorithm in 2011.', lindqvist, true],
  ['It was proposed by Ada Lindqvist.', lindqvist, true, 'Who proposed the Mooring algorithm?'],
  ['Lindqvist introduced it in 2011.', lindqvist, true, 'Who introduced the Mooring algorithm?'],
  ['The Mooring algorithm was proposed by Bob Smith in 2011.', lindqvist, false],
  ['The Mooring algorithm was proposed by Ada Lindqvist in 2012.', lindqvist, false],
  ['The Mooring algorithm won the Turing Award.', lindqvist, false],
  [
    'It is widely used in shipping and logistics today.',
    lindqvist,
    false,
    'Who proposed the Mooring algorithm?',
  ],
  ['LoRA keeps the pretrained weights frozen and only trains two low-rank matrices.', lora, true],
  [
    'Only two small matrices of low rank are trained; the weights stay frozen.',
    lora,
    true,
    'How does LoRA work?',
  ],
  ['LoRA was developed at a company in Seattle by a team of researchers.', lora, false],
  ['It needs 8 GB of memory.', lora, false, 'How does LoRA work?'],
  ['Around 12000 people visit the festival each June.', festival, true],
  ['The festival has been held since 1987 at the harbour.', festival, true],
  ['The festival was first held in the eighties and closed in 2003.', festival, false],
  ['Tickets cost a lot and must be booked months ahead.', festival, false, 'What is the festival?'],
  ['There are two stages.', 'There are 2 stages of training.', true],
  ['There are 3 steps.', 'Training takes three steps.', true],
  ['泊位算法由林泊舟于 2015 年提出。', berth, true],
  ['泊位算法由林泊舟于 2015 年提出。', berth.replace('2015', '２０１５'), true],
  ['泊位算法由林泊舟于２０１５年提出。', berth, true],
  ['泊位算法由林泊舟于２０１６年提出。', berth, false],
  ['它用来给港口的船只排序。', berth, true, '泊位算法有什么用？'],
  ['泊位算法由王建国提出，广泛应用于航空调度。', berth, false],
  ['泊位算法在 2018 年提出。', berth, false],
  ['该算法的时间复杂度较高，不适合大规模数据。', berth, false, '泊位算法有什么用？'],
  ['光合作用包括光反应和暗反应两个阶段。', photosynthesis, true],
  ['光反应发生在类囊体膜上，生成 ATP 与 NADPH。', photosynthesis, true],
  ['光合作用由英国科学家普里斯特利发现。', photosynthesis, false],
  ['暗反应在夜间进行，释放出大量热能供植物取暖。', photosynthesis, false],
  ['Berth was proposed in 2015.', berth, true],
  ['Berth was proposed in 2019.', berth, false],
  ['LoRA 冻结预训练权重，只训练两个低秩矩阵。', lora, true],
  ['该模型由 Google 在 2019 年发布。', lora, false],
];

describe('isSupported', () => {
  it.each(cases)('%s — %s: %s', (said, cited, isSaid, question) => {
    expect(isSupported(said, { cited: [cited], around: question ? [question] : [] })).toBe(isSaid);
  });

  it('knows nothing without a source', () => {
    expect(isSupported(lindqvist, { cited: [], around: [lindqvist] })).toBe(false);
  });

  it('holds what leads to a list to its names and numbers alone', () => {
    expect(isSupported('The documents name these authors:', { cited: [lindqvist], around: [] }, true)).toBe(
      true,
    );
    expect(
      isSupported('The documents name these 17 authors:', { cited: [lindqvist], around: [] }, true),
    ).toBe(false);
  });
});
