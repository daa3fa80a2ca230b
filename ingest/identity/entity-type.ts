type Tails = readonly (readonly [RegExp, string])[];

/** A class that a definition gives ("X 是一位物理学家"); as a name of its own such a word is a role or a genre. */
const CHINESE_CLASSES: Tails = [
  [
    /(?:学家|作家|诗人|画家|皇帝|国王|将军|教授|导演|演员|歌手|工程师|科学家|政治家|思想家|总统|首相|律师|医生|钳工|记者)$/,
    'PERSON',
  ],
  [/(?:城市|古都|首都|省会|省份|国家|城镇|村庄|河流|山脉|湖泊|岛屿|街区)$/, 'PLACE'],
];
const CHINESE_TAILS: Tails = [
  [/(?:小说|电影|专辑|歌曲|史书|通史|画作|电视剧)$/, 'WORK'],
  [
    /(?:公司|集团|大学|学院|研究院|研究所|实验室|委员会|基金会|银行|医院|政府|协会|出版社|事务所|法院|造船厂|纺织厂|钢铁厂)$/,
    'ORGANIZATION',
  ],
  [/(?:数据集|语料库|题库)$/, 'DATASET'],
  [
    /(?:数据库|代码库|函数库|工具库|程序库|标准库|工具包|软件|搜索引擎|操作系统|管理系统|推荐系统|插件|浏览器|编辑器)$/,
    'TOOL',
  ],
  [/(?:.框架|.工具|.平台|.引擎)$/, 'TOOL'],
  [/(?:函数|公式)$/, 'FUNCTION'],
  [/(?:指标|准确率|召回率|精确率|命中率|错误率|误差率|转化率|点击率|覆盖率|困惑度|得分)$/, 'METRIC'],
  [/(?:算法|优化器|.搜索)$/, 'ALGORITHM'],
  [
    /(?:神经网络|卷积网络|对抗网络|注意力网络|前馈网络|残差网络|循环网络|记忆网络|孪生网络|门控网络|专家网络|信念网络|编码器|解码器|向量机|感知机|玻尔兹曼机)$/,
    'MODEL',
  ],
  [/(?<!数据|商业|概念|经济|参考|属性|物理|数学|领域|业务|威胁|成本)模型$/, 'MODEL'],
  [/^(?!常见|主要|几).{1,4}(?:任务|分类|检测|翻译)$|^(?:.{0,3})问答任务$/, 'TASK'],
  [/(?:方法|技术|学习|微调|训练|机制|注意力|策略|范式|归一化|正则化|量化|蒸馏|采样|编码)$/, 'METHOD'],
  [/(?:编程语言|查询语言|标记语言|(?<!自然|跨|多|单|种)语言|汇编)$/, 'LANGUAGE'],
  [/(?:战争|战役|革命|起义|事变|条约)$/, 'EVENT'],
  [/^[\u4e00-\u9fff]{2,4}(?<!城|都|超|上|股|夜|门|楼|小|古|城|重)(?:市|县|镇)$/, 'PLACE'],
  [/(?:王朝|帝国|车站|东站|西站|南站|北站|机场|博物馆|酒店|饭店|新区|半岛|盆地|平原|山脉)$/, 'PLACE'],
  [
    /(?<!搜索|查询)(?:细胞|蛋白质|蛋白|酶|激素|基因|染色体|核酸|细胞器|线粒体|叶绿体|核糖体|细胞膜|抗体)$/,
    'BIOLOGY',
  ],
];
/** Classes that a definition gives; by themselves such words are roles, genres and kinds ("time series", "class label"). */
const ENGLISH_CLASSES: Tails = [
  [
    /\b(?:player|politician|singer|actor|actress|writer|author|poet|composer|physicist|chemist|biologist|mathematician|scientist|footballer|musician|painter|artist|engineer|lawyer|attorney|officer|king|queen|emperor|president|philosopher|historian|director|producer|journalist|grandmaster|cricketer|swimmer|athlete|rider|catcher|pitcher|saxophonist|guitarist|novelist|economist|architect|professor)$/i,
    'PERSON',
  ],
  [
    /\b(?:album|song|film|novel|book|journal|episode|painting|magazine|newspaper|poem|opera|symphony|sitcom|(?:television|TV|book|comic) series|drama|video game|board game|play)$/i,
    'WORK',
  ],
  [
    /\b(?:company|corporation|inc|university|airline|airlines|band|college|school|team|club|party|agency|organi[sz]ation|association|society|record label|institute|lab|labs|foundation|bank|department|committee|startup)$/i,
    'ORGANIZATION',
  ],
  [
    /\b(?:empire|kingdom|republic|city|village|town|county|country|capital|lake|park|bridge|street|road|station|church|castle|museum|stadium|airport|region|district|river|mountain|island|province|ocean|sea|seaport|concert hall|cathedral|square|neighbou?rhood)$/i,
    'PLACE',
  ],
  [/\b(?:war|battle|revolution|treaty)$/i, 'EVENT'],
];
/** The same words at the end of a name in capitals: "Tagus River", "Hanseatic League". */
const NAME_TAILS: Tails = [
  [
    / (?:University|College|School|Institute|Foundation|Bank|Committee|Association|Society|Corporation|Airlines|League|Council)$/,
    'ORGANIZATION',
  ],
  [
    / (?:Empire|Kingdom|Republic|City|County|Lake|Park|Bridge|Street|Avenue|Road|Station|Church|Castle|Museum|Stadium|Airport|River|Mountains?|Islands?|Province|Ocean|Sea|Monastery|Tower|Cathedral|Square|Market)$/,
    'PLACE',
  ],
  [/ (?:War|Revolution)$|^(?:Battle|Treaty) of /, 'EVENT'],
];
const ENGLISH_TAILS: Tails = [
  [/\b(?:dataset|corpus|benchmark)$/i, 'DATASET'],
  [
    /\b(?:database|framework|library|toolkit|software|search engine|operating system|plugin|editor|triple store|vector store)$/i,
    'TOOL',
  ],
  [
    /\b(?:(?:loss|activation|cost|objective|ranking|scoring|score|hash|kernel|value|reward|membership) function|cross-entropy loss|training loss|contrastive loss|balancing loss)$/i,
    'FUNCTION',
  ],
  [
    /\b(?:metric|score|accuracy|recall|(?<!mixed |low |half |full |single |double |numerical )precision|perplexity|error rate|hit rate)$/i,
    'METRIC',
  ],
  [
    /\b(?:algorithm|optimizer|(?:beam|hybrid|vector|semantic|local|global|binary|tree|similarity|neighbou?r|full-text) search|sampling|gradient descent)$/i,
    'ALGORITHM',
  ],
  [
    /\b(?:(?<!data |business |object |reference |conceptual |mental |domain |threat |cost )model|(?:neural|convolutional|recurrent|adversarial|attention|feed-?forward|residual|gating|belief|siamese|generative) network|encoder|decoder|transformer)$/i,
    'MODEL',
  ],
  [
    /\b(?:question answering|(?:text|image|node|graph|document|token|sentiment) classification|(?:object|anomaly|community) detection|machine translation|summarization)$/i,
    'TASK',
  ],
  [
    /\b(?:method|technique|approach|learning|tuning|pre-?training|attention|mechanism|normalization|regularization|quantization|distillation|encoding|retrieval)$/i,
    'METHOD',
  ],
  [/\b(?:programming|query|markup|modeling|ontology|scripting) language$/i, 'LANGUAGE'],
  [
    /\b(?:(?:red|white|blood|nerve|plant|animal|stem|germ|epithelial|eukaryotic|prokaryotic|somatic|T|B) cell|protein|enzyme|hormone|gene|chromosome|organelle|cell membrane)$/i,
    'BIOLOGY',
  ],
];

/** What a name says of its own class by its last word; null when it says nothing. */
export function typeByName(name: string): string | null {
  return firstType([CHINESE_TAILS, NAME_TAILS, ENGLISH_TAILS], name);
}

/** What a thing is that a text calls so ("X is a physicist"); null when the word does not say. */
export function typeByClass(name: string): string | null {
  return firstType([CHINESE_CLASSES, ENGLISH_CLASSES], name) ?? typeByName(name);
}

function firstType(tables: readonly Tails[], name: string): string | null {
  for (const table of tables) for (const [tail, type] of table) if (tail.test(name)) return type;
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
