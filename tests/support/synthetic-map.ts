import type { MapData, MapHeader, MapNamesResponse } from '../../domain/api/map.ts';

/** A made-up map with everything that the real one has, at any size. The same options give the same map. */
export interface SyntheticMap {
  map: MapData;
  names: MapNamesResponse;
}

export interface SyntheticOptions {
  entities: number;
  seed?: number;
  /** Relationships that the map carries; the index is said to have five times the entities. */
  links?: number;
}

interface Disc {
  x: number;
  y: number;
  radius: number;
}

interface Cluster extends Disc {
  size: number;
  children: Cluster[];
  level: number;
  /** Index into the header's communities. */
  index: number;
}

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const TYPES = [
  'CONCEPT',
  'MODEL',
  'METHOD',
  'DATASET',
  'PERSON',
  'ORGANIZATION',
  'TOOL',
  'METRIC',
  'TASK',
  'EVENT',
];
const CLASS_QUANTILES = [0.0015, 0.008, 0.035, 0.12, 0.4, 1];

/** mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <Item>(items: readonly Item[], random: () => number): Item =>
  items[Math.floor(random() * items.length)] as Item;

/** Parts of `total`, the first ones larger. */
function split(total: number, parts: number, skew: number, random: () => number): number[] {
  const weights = Array.from({ length: parts }, (_, part) => (0.7 + 0.6 * random()) / (part + 1) ** skew);
  const sum = weights.reduce((left, right) => left + right, 0);
  const sizes = weights.map((weight) => Math.max(2, Math.round((weight / sum) * total)));
  sizes[0] = Math.max(2, (sizes[0] ?? 0) + total - sizes.reduce((left, right) => left + right, 0));
  return sizes;
}

/** Puts discs side by side around (0, 0), `gap` apart: drawn to the middle, pushed off each other. */
function pack(discs: Disc[], gap: number): void {
  discs.forEach((disc, place) => {
    const reach = Math.sqrt(place + 0.3) * (disc.radius + gap) * 1.25;
    disc.x = reach * Math.cos(place * GOLDEN_ANGLE) * 1.15;
    disc.y = reach * Math.sin(place * GOLDEN_ANGLE);
  });
  for (let sweep = 0; sweep < 400; sweep++) {
    for (const disc of discs) {
      disc.x *= 0.985;
      disc.y *= 0.978;
    }
    for (const [place, left] of discs.entries()) {
      for (const right of discs.slice(place + 1)) {
        const dx = right.x - left.x;
        const dy = right.y - left.y;
        const distance = Math.hypot(dx, dy) || 1e-6;
        const overlap = (left.radius + right.radius + gap - distance) / distance;
        if (overlap <= 0) continue;
        const leftShare = right.radius ** 2 / (left.radius ** 2 + right.radius ** 2);
        left.x -= dx * overlap * leftShare;
        left.y -= dy * overlap * leftShare;
        right.x += dx * overlap * (1 - leftShare);
        right.y += dy * overlap * (1 - leftShare);
      }
    }
  }
}

const enclosing = (discs: readonly Disc[]): number =>
  Math.max(...discs.map((disc) => Math.hypot(disc.x, disc.y) + disc.radius));

/** Three levels of communities; a level-0 community of few entities has no children. */
function growTree(entities: number, random: () => number): Cluster[] {
  const grow = (size: number, level: number): Cluster => {
    const cluster: Cluster = {
      x: 0,
      y: 0,
      radius: 0.62 * Math.sqrt(size) + 0.35,
      size,
      children: [],
      level,
      index: -1,
    };
    const parts = level === 0 ? Math.round(Math.sqrt(size) / 3.4) : Math.round(size / 34);
    if (level < 2 && parts >= 2) {
      cluster.children = split(size, parts, 0.55, random).map((part) => grow(part, level + 1));
      cluster.size = cluster.children.reduce((sum, child) => sum + child.size, 0);
      pack(cluster.children, level === 0 ? 0.9 : 0.35);
      cluster.radius = enclosing(cluster.children);
    }
    return cluster;
  };
  const count = Math.max(3, Math.min(26, Math.round(4 * Math.log10(entities) ** 1.05)));
  const tops = split(entities, count, 0.75, random).map((size) => grow(size, 0));
  pack(tops, 1.2 + 0.5 * Math.log10(entities));
  return tops;
}

/** Bends space a little, so that packed circles look grown. */
function warp(x: number, y: number, side: number): readonly [number, number] {
  const waves = [
    [1.6, 0.014, 0.3],
    [3.7, 0.0065, 1.7],
    [8.3, 0.0026, 4.1],
  ] as const;
  let [bentX, bentY] = [x, y];
  for (const [frequency, depth, phase] of waves) {
    const turn = (frequency * 2 * Math.PI) / side;
    bentX += side * depth * (Math.sin(turn * y + phase) + 0.6 * Math.sin(turn * 1.3 * (x + y) + phase * 2.1));
    bentY +=
      side * depth * (Math.sin(turn * x + phase * 1.6) + 0.6 * Math.cos(turn * 1.2 * (x - y) + phase * 3));
  }
  return [bentX, bentY];
}

interface Star {
  x: number;
  y: number;
  leaf: number;
  weight: number;
}

/** A synthetic map and its names. */
export function syntheticMap({ entities, seed = 7, links = 4000 }: SyntheticOptions): SyntheticMap {
  const random = randomFrom(seed);
  const outside = Math.round(entities * 0.03);
  const tops = growTree(entities - outside, random);
  const side = 2.1 * enclosing(tops);
  const communities: MapHeader['communities'] = [];
  const stars: Star[] = [];
  const place = (cluster: Cluster, parent: number, originX: number, originY: number): void => {
    const [x, y] = [originX + cluster.x, originY + cluster.y];
    const [bentX, bentY] = warp(x, y, side);
    cluster.index = communities.length;
    communities.push({
      id: `c${cluster.level}-${cluster.index}`,
      level: cluster.level,
      parent,
      title: titleOf(cluster.level, cluster.index, random),
      x: bentX,
      y: bentY,
      radius: cluster.radius,
      size: cluster.size,
    });
    for (const child of cluster.children) place(child, cluster.index, x, y);
    if (cluster.children.length === 0) placeStars(cluster, x, y);
  };
  const placeStars = (cluster: Cluster, x: number, y: number): void => {
    const turn = random() * 2 * Math.PI;
    for (let member = 0; member < cluster.size; member++) {
      const reach = 0.58 * Math.sqrt(member + 0.25) * (0.9 + 0.2 * random());
      const angle = turn + member * GOLDEN_ANGLE + (random() - 0.5) * 0.5;
      const [starX, starY] = warp(
        x + reach * Math.cos(angle) * 1.05,
        y + reach * Math.sin(angle) * 1.05,
        side,
      );
      const weight = (1 / (member + 1.5)) * cluster.size ** 0.35 * (0.25 + 3 * random() ** 2);
      stars.push({ x: starX, y: starY, leaf: cluster.index, weight });
    }
  };
  for (const top of tops) place(top, -1, 0, 0);
  for (let stray = 0; stray < outside; stray++) {
    const reach = enclosing(tops) * (1.06 + 0.08 * random());
    const angle = stray * GOLDEN_ANGLE;
    stars.push({
      x: reach * Math.cos(angle) * 1.08,
      y: reach * Math.sin(angle),
      leaf: 0xffff,
      weight: 0.01 * random(),
    });
  }
  stars.sort((left, right) => right.weight - left.weight);
  return encode(stars, communities, { random, links: Math.min(links, stars.length * 4) });
}

function encode(
  stars: readonly Star[],
  communities: MapHeader['communities'],
  { random, links }: { random: () => number; links: number },
): SyntheticMap {
  const count = stars.length;
  const xs = stars.map((star) => star.x);
  const ys = stars.map((star) => star.y);
  const least = (values: readonly number[]): number => values.reduce((left, right) => Math.min(left, right));
  const most = (values: readonly number[]): number => values.reduce((left, right) => Math.max(left, right));
  const square = {
    minX: least(xs),
    minY: least(ys),
    side: Math.max(most(xs) - least(xs), most(ys) - least(ys)),
  };
  const fraction = (value: number, from: number): number =>
    Math.round(((value - from) / square.side) * 65_535);
  const pairs = linkPairs(stars, communities, { random, links });
  const names = stars.map(() => nameOf(random));
  const ids = stars.map((_, entity) => `e${entity}`);
  const header: MapHeader = {
    version: 1,
    count,
    linkCount: pairs.length / 2,
    totalLinks: count * 5,
    square,
    communities,
    types: TYPES,
    names: names.slice(0, 300),
    ids: ids.slice(0, 300),
  };
  const map: MapData = {
    header,
    x: Uint16Array.from(xs, (value) => fraction(value, square.minX)),
    y: Uint16Array.from(ys, (value) => fraction(value, square.minY)),
    leaf: Uint16Array.from(stars, (star) => star.leaf),
    sizeClass: Uint8Array.from(stars, (_, entity) =>
      CLASS_QUANTILES.findIndex((share) => (entity + 0.5) / count < share),
    ),
    type: Uint8Array.from(stars, () => (random() < 0.5 ? 0 : Math.floor(random() * TYPES.length))),
    links: Uint32Array.from(pairs),
    linkOrigin: Uint8Array.from({ length: pairs.length / 2 }, () => (random() < 0.45 ? 0 : 1)),
  };
  const linkIds = Array.from({ length: pairs.length / 2 }, (_, link) => `r${link}`);
  return { map, names: { version: 1, ids, names, linkIds } };
}

/** Mostly within a leaf, some across; strongest first. */
function linkPairs(
  stars: readonly Star[],
  communities: MapHeader['communities'],
  { random, links }: { random: () => number; links: number },
): number[] {
  const byLeaf = new Map<number, number[]>();
  const byParent = new Map<number, number[]>();
  const add = (map: Map<number, number[]>, key: number, entity: number): void => {
    const known = map.get(key);
    if (known) known.push(entity);
    else map.set(key, [entity]);
  };
  const parentOf = (star: Star): number => communities[star.leaf]?.parent ?? -1;
  for (const [entity, star] of stars.entries()) {
    add(byLeaf, star.leaf, entity);
    add(byParent, parentOf(star), entity);
  }
  const seen = new Set<number>();
  const pairs: number[] = [];
  for (let turn = 0; turn < links * 8 && seen.size < links; turn++) {
    const source = Math.floor(random() ** 1.5 * stars.length);
    const star = stars[source] as Star;
    if (star.leaf === 0xffff) continue;
    const chance = random();
    const group =
      (chance < 0.7 ? byLeaf.get(star.leaf) : chance < 0.94 ? byParent.get(parentOf(star)) : undefined) ?? [];
    const target =
      group[Math.floor(random() ** 2.2 * group.length)] ?? Math.floor(random() ** 3 * stars.length);
    const key = Math.min(source, target) * stars.length + Math.max(source, target);
    if (source === target || seen.has(key) || stars[target]?.leaf === 0xffff) continue;
    seen.add(key);
    pairs.push(source, target);
  }
  return pairs;
}

const TOPICS = [
  'Attention and transformers',
  '检索增强生成',
  'Graph databases · Cypher',
  '参数高效微调 · LoRA',
  'Optimisers and learning-rate schedules',
  '社区发现与莱顿算法',
  'Evaluation',
  '向量索引 · HNSW',
  'Tokenisation, vocabularies and subword units',
  '知识图谱',
  'Convolutional networks',
  '分布式训练',
  'Reinforcement learning from human feedback',
  '提示工程',
  'Embeddings',
  '命名实体识别与关系抽取',
  'Storage engines',
  '模型压缩 · 量化 · 蒸馏',
  'Diffusion models',
  '图神经网络',
  'Long context',
  '排序与重排',
  'Speech',
  '数据清洗',
  'Agents and tools',
  '多模态',
] as const;
const SUBTOPICS = [
  'Query, key, value',
  '旋转位置编码',
  'Warm-up and decay',
  '近似最近邻',
  'Chunking strategies',
  '混合检索',
  'Multi-hop questions',
  '梯度裁剪',
  'Index-free adjacency',
  '属性图模型',
  'Modularity',
  '反向传播',
  'Byte-pair encoding',
  '低秩矩阵',
  'Beam search',
  '交叉熵损失',
  'Write-ahead log',
  '批归一化',
] as const;
const ENGLISH = [
  'multi-head attention',
  'LoRA',
  'BM25',
  'HNSW',
  'PageRank',
  'Leiden algorithm',
  'Adam',
  'layer normalisation',
  'dropout',
  'knowledge graph',
  'Cypher',
  'cross-encoder',
  'embedding model',
  'chunk overlap',
  'beam search',
  'perplexity',
  'ROUGE',
  'gradient checkpointing',
  'mixed precision',
  'tokenizer',
  'vector store',
  'entity resolution',
  'co-occurrence',
  'NPMI',
  'reciprocal rank fusion',
  'contrastive loss',
  'residual connection',
  'softmax',
  'key-value cache',
  'speculative decoding',
  'Ada Lovelace',
  'Edgar Codd',
  'Geoffrey Hinton',
  'Stanford',
  'SQuAD',
  'HotpotQA',
  'MuSiQue',
  'ImageNet',
  'write-ahead log',
  'B-tree',
  'inverted index',
  'learning rate',
  'early stopping',
  'quantisation',
  'distillation',
  'retrieval-augmented generation',
] as const;
const CHINESE = [
  '注意力机制',
  '大语言模型',
  '低秩适应',
  '反向传播',
  '梯度下降',
  '知识图谱',
  '实体',
  '关系抽取',
  '向量数据库',
  '检索增强生成',
  '微调',
  '提示词',
  '上下文窗口',
  '词嵌入',
  '卷积神经网络',
  '循环神经网络',
  '长短期记忆',
  '损失函数',
  '过拟合',
  '正则化',
  '批大小',
  '学习率',
  '召回率',
  '精确率',
  '社区发现',
  '模块度',
  '图数据库',
  '位置编码',
  '自注意力',
  '编码器',
  '解码器',
  '强化学习',
  '奖励模型',
  '数据增强',
  '分词',
  '倒排索引',
] as const;

function titleOf(level: number, index: number, random: () => number): string {
  if (level > 0) return pick(SUBTOPICS, random);
  return TOPICS[(index * 7 + 3) % TOPICS.length] as string;
}

function nameOf(random: () => number): string {
  const base = random() < 0.5 ? pick(ENGLISH, random) : pick(CHINESE, random);
  const chance = random();
  if (chance < 0.55) return base;
  return base.charCodeAt(0) > 0x2e80
    ? base + pick(CHINESE, random)
    : `${base} ${pick(['layer', 'index', 'task', 'loss', 'v2'], random)}`;
}
