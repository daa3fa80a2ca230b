import { describe, expect, it } from 'vitest';
import { readText } from '../read-corpus.ts';

/** What a text states, as `pattern: source TYPE target`. */
async function stated(text: string): Promise<string[]> {
  const { chunks } = await readText(text);
  return chunks.flatMap((chunk) =>
    (chunk.extraction?.statements ?? []).map(
      ({ pattern, source, type, target }) => `${pattern}: ${source.surface} ${type} ${target.surface}`,
    ),
  );
}

/** Which aliases a text states, as `pattern: left = right`. */
async function aliases(text: string): Promise<string[]> {
  const { chunks } = await readText(text);
  return chunks.flatMap((chunk) =>
    (chunk.extraction?.aliases ?? []).map(({ pattern, left, right }) => `${pattern}: ${left} = ${right}`),
  );
}

/** Pattern, a text that it must read and what it must say, a text that it must leave alone. */
const RELATIONS: readonly [pattern: string, text: string, says: string, silent: string][] = [
  [
    'zh-and-others',
    '双塔编码器、交叉编码器等排序模型都能用。',
    '交叉编码器 IS_A 排序模型',
    '双塔编码器、交叉编码器等了很久才训练好。',
  ],
  [
    'zh-such-as',
    '很多排序模型，例如双塔编码器和交叉编码器，都能用。',
    '双塔编码器 IS_A 排序模型',
    '如果排序模型不好，双塔编码器也没用。',
  ],
  [
    'zh-class-includes',
    '优化算法包括动量法、牛顿法和共轭梯度法。',
    '牛顿法 IS_A 优化算法',
    '图书馆包括阅览室、书库和大厅。',
  ],
  ['zh-is-a-kind', '牛顿法是一种优化算法。', '牛顿法 IS_A 优化算法', '牛顿法是通过优化算法得到的。'],
  ['zh-belongs-to', '牛顿法属于优化算法。', '牛顿法 IS_A 优化算法', '牛顿法不属于优化算法。'],
  [
    'zh-is-topic',
    '# 叶绿体\n叶绿体是植物细胞特有的细胞器。',
    '叶绿体 IS_A 细胞器',
    '# 线粒体\n叶绿体是植物细胞特有的细胞器。',
  ],
  [
    'zh-is',
    '# 线粒体\n叶绿体是植物细胞特有的细胞器。',
    '叶绿体 RELATED_TO 细胞器',
    '叶绿体不是植物细胞特有的细胞器。',
  ],
  [
    'zh-based-on',
    '牛顿法是一种基于二阶导数的优化算法。',
    '牛顿法 BASED_ON 二阶导数',
    '牛顿法以二阶导数为基础，是优化算法。',
  ],
  [
    'zh-makes',
    '牛顿发现了万有引力定律。',
    '万有引力定律 DISCOVERED_BY 牛顿',
    '牛顿发现万有引力定律被人怀疑。',
  ],
  ['zh-variant-of', '牛顿法是优化算法的变体。', '牛顿法 VARIANT_OF 优化算法', '牛顿法的变体不是优化算法。'],
  [
    'zh-part-of',
    '卷积层是神经网络的组成部分。',
    '神经网络 HAS_PART 卷积层',
    '卷积层不是神经网络的组成部分。',
  ],
  [
    'zh-application-of',
    '人脸识别是计算机视觉的应用。',
    '人脸识别 APPLICATION_OF 计算机视觉',
    '人脸识别应用了计算机视觉。',
  ],
  ['zh-example-of', '大肠杆菌是原核生物的代表。', '大肠杆菌 IS_A 原核生物', '大肠杆菌代表不了原核生物。'],
  [
    'zh-head-is-a',
    '- 牛顿法：一种二阶优化算法。',
    '牛顿法 IS_A 二阶优化算法',
    '- 牛顿法：一个模型可以配优化算法。',
  ],
  [
    'zh-head-such-as',
    '- 优化算法：例如动量法和牛顿法。',
    '动量法 IS_A 优化算法',
    '- 优化算法：用动量法和牛顿法对比。',
  ],
  [
    'zh-made-by',
    '流动镶嵌模型由辛格和尼科尔森提出。',
    '流动镶嵌模型 PROPOSED_BY 尼科尔森',
    '流动镶嵌模型由磷脂组成。',
  ],
  [
    'en-made-by',
    'The DASH diet was developed by the Harvest Foundation.',
    'DASH diet DEVELOPED_BY Harvest Foundation',
    'The DASH diet was developed by the National Heart, Lung, and Blood Institute.',
  ],
  ['zh-makes', '谷歌发布了张量处理器。', '张量处理器 DEVELOPED_BY 谷歌', '谷歌购买了张量处理器。'],
  [
    'zh-is-made-by',
    '张量处理器是2016年谷歌推出的。',
    '张量处理器 DEVELOPED_BY 谷歌',
    '张量处理器是2016年谷歌购买的。',
  ],
  [
    'zh-compared',
    '与牛顿法相比，动量法更简单。',
    '动量法 COMPARED_WITH 牛顿法',
    '与牛顿法有关的动量法很多。',
  ],
  [
    'zh-difference',
    '牛顿法与动量法的区别在于阶数。',
    '牛顿法 COMPARED_WITH 动量法',
    '牛顿法与动量法都在用。',
  ],
  [
    'zh-based-on',
    '基于牛顿法的拟合算法很快。',
    '拟合算法 BASED_ON 牛顿法',
    '基于上述理由，牛顿法和拟合算法都好。',
  ],
  ['zh-combined', '把牛顿法与动量法结合起来。', '牛顿法 COMBINED_WITH 动量法', '把牛顿法与动量法分开讲。'],
  [
    'zh-divided',
    '光合作用分为光反应和暗反应两个阶段。',
    '光合作用 HAS_STEP 暗反应',
    '光合作用不同于光反应和暗反应。',
  ],
  ['zh-composed', '细胞膜由磷脂和蛋白质组成。', '细胞膜 HAS_PART 磷脂', '细胞膜由磷脂和蛋白质包围。'],
  ['zh-verb', '牛顿法使用海森矩阵。', '牛顿法 RELATED_TO 海森矩阵', '牛顿法没有使用海森矩阵。'],
  [
    'en-such-as',
    'Trees such as oaks and maples lose their leaves.',
    'maples IS_A Trees',
    'The oak such as it is loses leaves.',
  ],
  [
    'en-and-other',
    'Oaks, maples and other deciduous trees grow here.',
    'maples IS_A deciduous trees',
    'Oaks and maples and deciduous trees grow here.',
  ],
  [
    'en-is-a',
    'An oak is a deciduous tree.',
    'oak IS_A deciduous tree',
    'An oak is taller than a deciduous tree.',
  ],
  [
    'en-is-the',
    'The nucleus is the control center.',
    'nucleus IS_A control center',
    'The nucleus in the control center is small.',
  ],
  [
    'en-part-of',
    'The nucleus is a part of the cell.',
    'cell HAS_PART nucleus',
    'The nucleus took part in the cell division.',
  ],
  [
    'en-variant-of',
    'BPR-2 is a variant of matrix factorization.',
    'BPR-2 VARIANT_OF matrix factorization',
    'BPR-2 has a variant like matrix factorization.',
  ],
  [
    'en-apposition',
    'Kodiak, a small brown bear from Alaska, eats salmon.',
    'Kodiak IS_A brown bear',
    'In Kodiak, a small brown bear eats salmon.',
  ],
  [
    'en-made-by',
    'Prolog was developed by Alain Colmerauer and Robert Kowalski.',
    'Prolog DEVELOPED_BY Robert Kowalski',
    'The letter was written by hand.',
  ],
  [
    'en-it-made-by',
    'Prolog is a logic language. It was developed by Alain Colmerauer.',
    'Prolog DEVELOPED_BY Alain Colmerauer',
    'Prolog is a logic language. It was developed by hand.',
  ],
  [
    'en-consists',
    'The eyeball consists of a cornea, a lens and a retina.',
    'eyeball HAS_PART lens',
    'The eyeball sees a cornea, a lens and a retina.',
  ],
  [
    'en-extends',
    'ResNeXt extends ResNet with grouped convolutions.',
    'ResNeXt EXTENDS ResNet',
    'ResNeXt follows ResNet with grouped convolutions.',
  ],
  [
    'en-outperforms',
    'AlphaZero outperforms Stockfish.',
    'AlphaZero OUTPERFORMS Stockfish',
    'AlphaZero meets Stockfish.',
  ],
  [
    'en-based-on',
    'The web server is based on the Netty library.',
    'web server BASED_ON Netty library',
    'The web server ships the Netty library.',
  ],
  [
    'en-unlike',
    'Unlike copper, aluminium is a light metal.',
    'aluminium COMPARED_WITH copper',
    'With copper, aluminium is a light metal.',
  ],
  ['en-differs', 'Copper differs from brass.', 'Copper COMPARED_WITH brass', 'Copper came from brass.'],
  [
    'en-verb',
    'The kidney regulates blood pressure.',
    'kidney RELATED_TO blood pressure',
    'The kidney does not regulate blood pressure.',
  ],
  [
    'structure-has-part',
    '# Steam engine\n## Components\n- Boiler: heats water.',
    'Steam engine HAS_PART Boiler',
    '# Steam engine\n- Boiler: heats water.',
  ],
  [
    'structure-has-feature',
    '# 蒸汽机\n## 优点\n- 稳定性：很好。',
    '蒸汽机 HAS_FEATURE 稳定性',
    '# 蒸汽机\n- 稳定性：很好。',
  ],
  [
    'structure-has-limitation',
    '# 蒸汽机\n## 缺点\n- 热效率：低。',
    '蒸汽机 HAS_LIMITATION 热效率',
    '# 蒸汽机\n- 热效率：低。',
  ],
  [
    'structure-has-step',
    '# 蒸汽机\n## 步骤\n- 点火：烧水。',
    '蒸汽机 HAS_STEP 点火',
    '# 蒸汽机\n- 点火：烧水。',
  ],
  [
    'structure-is-a',
    '# 蒸汽机\n## 类型\n- 卧式蒸汽机：常见。',
    '卧式蒸汽机 IS_A 蒸汽机',
    '# 蒸汽机\n- 卧式蒸汽机：常见。',
  ],
  [
    'structure-example-of',
    '# 蒸汽机\n## 例子\n- 瓦特蒸汽机：著名。',
    '瓦特蒸汽机 EXAMPLE_OF 蒸汽机',
    '# 蒸汽机\n- 瓦特蒸汽机：著名。',
  ],
  [
    'structure-used-for',
    '# 蒸汽机\n## 应用场景\n- 纺织业：动力。',
    '蒸汽机 USED_FOR 纺织业',
    '# 蒸汽机\n- 纺织业：动力。',
  ],
];

const ALIASES: readonly [pattern: string, text: string, says: string, silent: string][] = [
  [
    'zh-bracket-en',
    '分组查询注意力（Grouped-Query Attention，GQA）很省。',
    '分组查询注意力 = GQA',
    '检索模型（例如 ColBERT）很准。',
  ],
  [
    'zh-bracket-zh',
    '暗反应（卡尔文循环，Calvin cycle）不需要光。',
    '暗反应 = 卡尔文循环',
    '暗反应（不需要光）在后面。',
  ],
  [
    'en-bracket-acronym',
    'The gated recurrent unit (GRU) has two gates.',
    'gated recurrent unit = GRU',
    'The gated recurrent unit (XYZ) has two gates.',
  ],
  [
    'en-bracket-expansion',
    'A GRU (gated recurrent unit) has two gates.',
    'GRU = gated recurrent unit',
    'A GRU (see figure 2) has two gates.',
  ],
  ['en-bracket-zh', 'LoRA（低秩适配）省显存。', 'LoRA = 低秩适配', 'LoRA（2021 年）省显存。'],
  [
    'zh-abbreviation-of',
    'BPE 是“Byte Pair Encoding”的缩写。',
    'BPE = Byte Pair Encoding',
    'BPE 是“Byte Pair Encoding”的作者写的。',
  ],
  ['zh-also-called', '暗反应又称卡尔文循环。', '暗反应 = 卡尔文循环', '暗反应不是卡尔文循环。'],
  [
    'zh-also-called',
    '压力变送器是一种把压力转换为信号的传感器，简称压变。',
    '压力变送器 = 压变',
    '压力变送器的传感器不简单。',
  ],
  [
    'zh-also-called',
    '- 柠檬酸循环：在线粒体基质中进行，又称三羧酸循环或克雷布斯循环。',
    '柠檬酸循环 = 三羧酸循环',
    '- 柠檬酸循环：在线粒体基质中进行。',
  ],
  ['zh-also-called', '成都是四川省的省会，别称蓉城。', '成都 = 蓉城', '成都是四川省的省会，别来蓉城。'],
  [
    'zh-bracket-en',
    '变频器（Variable Frequency Drive，VFD）改变转速。',
    '变频器 = VFD',
    '先过滤再搜索（pre-filtering）会丢结果。',
  ],
  [
    'zh-bracket-en',
    '王强建议用交叉编码器（Cross-Encoder）重排序。',
    '交叉编码器 = Cross-Encoder',
    '三元组是事实，例如（Traag，提出，Leiden 算法）。',
  ],
  [
    'zh-bracket-en',
    '这件事要靠多表连接（JOIN），并入监督微调（SFT）阶段。',
    '监督微调 = SFT',
    '每秒查询数（QPS）下降。',
  ],
  [
    'zh-also-called',
    '牛顿第一定律又称惯性定律。',
    '牛顿第一定律 = 惯性定律',
    '阿司匹林胍是一线用药，又称甲福明。',
  ],
  [
    'zh-bracket-en',
    '关键绩效指标（KPI）每季度更新。',
    '关键绩效指标 = KPI',
    '系统保证精确一次语义（exactly-once）。',
  ],
  [
    'zh-full-name',
    'RNN 的英文全称是 Recurrent Neural Network。',
    'RNN = Recurrent Neural Network',
    'RNN 的英文论文是 Recurrent Neural Network。',
  ],
  ['zh-translated', 'Transformer 中文译为变换器。', 'Transformer = 变换器', 'Transformer 的中文资料很多。'],
  [
    'en-stands-for',
    'RAG stands for retrieval-augmented generation.',
    'RAG = retrieval-augmented generation',
    'RAG stands out in retrieval-augmented generation.',
  ],
  [
    'en-also-known',
    'The white pointer, also known as the great white shark, swims.',
    'white pointer = great white shark',
    'The white pointer and the great white shark swim.',
  ],
];

describe('relation patterns', () => {
  it.each(RELATIONS)('%s reads its sentence: %s', async (pattern, text, says) => {
    expect(await stated(text)).toContain(`${pattern}: ${says}`);
  });

  it.each(RELATIONS)('%s leaves alone what only looks like it', async (pattern, _text, _says, silent) => {
    expect((await stated(silent)).filter((line) => line.startsWith(`${pattern}:`))).toEqual([]);
  });
});

describe('alias patterns', () => {
  it.each(ALIASES)('%s reads its sentence: %s', async (pattern, text, says) => {
    expect(await aliases(text)).toContain(`${pattern}: ${says}`);
  });

  it.each(ALIASES)('%s leaves alone what only looks like it', async (pattern, _text, _says, silent) => {
    expect((await aliases(silent)).filter((line) => line.startsWith(`${pattern}:`))).toEqual([]);
  });
});
