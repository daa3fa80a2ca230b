const CHINESE_TAILS: readonly (readonly [RegExp, string])[] = [
  [
    /(?:学家|作家|诗人|画家|皇帝|国王|将军|教授|导演|演员|歌手|工程师|科学家|政治家|思想家|总统|首相)$/,
    'PERSON',
  ],
  [/(?:小说|电影|专辑|歌曲|著作|史书|通史|论文|期刊|杂志|报纸|画作|电视剧)$/, 'WORK'],
  [/(?:公司|集团|大学|学院|研究院|研究所|实验室|委员会|基金会|银行|医院|政府|协会|出版社)$/, 'ORGANIZATION'],
  [/(?:数据集|语料库|基准|题库)$/, 'DATASET'],
  [/(?:数据库|框架|工具|工具包|软件|平台|引擎|系统|插件|浏览器|编辑器|库)$/, 'TOOL'],
  [/(?:损失函数|函数|公式|定理|定律|方程)$/, 'FUNCTION'],
  [/(?:指标|得分|准确率|召回率|精度|困惑度|率)$/, 'METRIC'],
  [/(?:算法|优化器|搜索|排序)$/, 'ALGORITHM'],
  [/(?:模型|网络|编码器|解码器|架构|机)$/, 'MODEL'],
  [/(?:任务|问答|分类|检测|翻译)$/, 'TASK'],
  [/(?:方法|技术|学习|微调|训练|机制|注意力|策略|范式|归一化|正则化|量化|蒸馏|采样|编码)$/, 'METHOD'],
  [/(?:语言|汇编)$/, 'LANGUAGE'],
  [/(?:战争|战役|革命|起义|事变|运动|会议|条约)$/, 'EVENT'],
  [
    /(?:朝|王朝|帝国|国|省|市|县|区|州|岛|山|河|江|湖|海|路|街|村|镇|乡|寺|宫|塔|桥|车站|东站|西站|南站|北站|机场|博物馆|酒店|饭店|新区|半岛|盆地|平原)$/,
    'PLACE',
  ],
  [/(?:细胞|蛋白质|蛋白|酶|激素|基因|染色体|核酸|细胞器|线粒体|叶绿体|核糖体|细胞膜|抗体)$/, 'BIOLOGY'],
];
const ENGLISH_TAILS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:player|politician|singer|actor|actress|writer|author|poet|composer|physicist|chemist|biologist|mathematician|scientist|footballer|musician|painter|artist|engineer|lawyer|attorney|officer|king|queen|emperor|president|philosopher|historian|director|producer|journalist|grandmaster|cricketer|swimmer|athlete|rider|catcher|pitcher|saxophonist|guitarist|novelist|economist|architect|professor)$/i,
    'PERSON',
  ],
  [
    /\b(?:album|song|film|novel|book|journal|episode|painting|magazine|newspaper|poem|opera|symphony|series|sitcom|drama|game|play)$/i,
    'WORK',
  ],
  [
    /\b(?:company|corporation|inc|university|airline|airlines|band|college|school|team|club|party|agency|organi[sz]ation|association|society|label|institute|lab|labs|foundation|bank|department|committee)$/i,
    'ORGANIZATION',
  ],
  [/\b(?:dataset|corpus|benchmark)$/i, 'DATASET'],
  [
    /\b(?:database|framework|library|tool|toolkit|software|platform|engine|system|plugin|editor|service)$/i,
    'TOOL',
  ],
  [/\b(?:function|loss|theorem|equation|formula|law)$/i, 'FUNCTION'],
  [/\b(?:metric|score|accuracy|recall|precision|perplexity|rate)$/i, 'METRIC'],
  [/\b(?:algorithm|optimizer|search|sampling|descent)$/i, 'ALGORITHM'],
  [/\b(?:model|network|encoder|decoder|transformer|architecture|unit)$/i, 'MODEL'],
  [/\b(?:task|answering|classification|detection|translation|summarization)$/i, 'TASK'],
  [
    /\b(?:method|technique|approach|learning|tuning|training|attention|mechanism|normalization|regularization|quantization|distillation|embedding|encoding|generation|retrieval)$/i,
    'METHOD',
  ],
  [/\blanguage$/i, 'LANGUAGE'],
  [/\b(?:war|battle|revolution|treaty|conference|movement)$/i, 'EVENT'],
  [
    /\b(?:empire|kingdom|republic|city|village|town|county|country|capital|lake|park|bridge|street|road|station|church|castle|museum|stadium|airport|region|district|river|mountain|island|province|ocean|sea)$/i,
    'PLACE',
  ],
  [/\b(?:cell|protein|enzyme|hormone|gene|chromosome|organelle|membrane)$/i, 'BIOLOGY'],
];

/** What a name says of its own class by its last word; null when it says nothing. */
export function typeByName(name: string): string | null {
  for (const [tail, type] of [...CHINESE_TAILS, ...ENGLISH_TAILS]) if (tail.test(name)) return type;
  return null;
}

/** A type as the graph bears it: letters, digits and `_`, upper case; `CONCEPT` when nothing is left. */
export function typeLabel(type: string): string {
  const label = type
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return label || 'CONCEPT';
}
