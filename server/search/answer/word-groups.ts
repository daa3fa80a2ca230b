/**
 * Words that ask for the same thing, in both languages: a question about 缺点 is answered under "Limitations". They tell what
 * is asked, not what about: that the documents lack one of them says nothing.
 */
const GROUPS: readonly string[] = [
  '优点 优势 好处 长处 强项 advantage advantages benefit benefits strength strengths pro pros merit merits',
  '缺点 劣势 局限 局限性 不足 坏处 短处 弱点 弊端 限制 drawback drawbacks disadvantage disadvantages limitation limitations limit limits weakness weaknesses weaknesses downside downsides con cons fail fails',
  '参数 超参数 parameter parameters hyperparameter hyperparameters setting settings',
  '步骤 流程 阶段 环节 过程 step steps stage stages phase phases procedure process workflow',
  '组成 部分 组件 构成 模块 组成部分 part parts component components module modules consist consists composed made',
  '类型 种类 分类 变体 类别 type types kind kinds variant variants category categories sort sorts',
  '应用 用途 场景 应用场景 用处 用于 适合 application applications use uses used usage suitable',
  '方法 方案 做法 办法 方式 method methods approach approaches technique techniques way ways',
  '例子 实例 示例 举例 example examples instance instances',
  '原因 理由 为何 reason reasons cause causes because',
  '区别 差异 不同 差别 对比 比较 difference differences differ differs different compare compared comparison versus vs',
  '提出 发明 创造 创建 开发 研发 发布 推出 设计 作者 propose proposed proposes introduce introduced invent invented inventor develop developed create created creator release released design designed describe described author authors published publish wrote',
  '关系 联系 relation relations relationship relationships related connected connection linked',
  '计算 公式 compute computed computes calculate calculated formula',
  '创立 创办 成立 创始人 founded founder founders found establish established',
  '原理 机制 工作原理 怎么工作 principle mechanism work works working',
  '指标 衡量 评估 评测 评价 metric metrics measure measures measured evaluate evaluated evaluation',
  '通常 一般 常用 常见 默认 usual usually typical typically common commonly default defaults normal normally',
  '定义 含义 意思 全称 缩写 definition meaning mean means stand stands abbreviation acronym',
  '解决 避免 缓解 防止 solve solves solved avoid avoids prevent prevents mitigate mitigates',
  '减少 降低 减轻 reduce reduces reduced lower lowers decrease decreases',
  '提高 提升 改进 改善 增强 improve improves improved increase increases raise raises better',
  '写入 写入者 write writes writer writers writing',
  '读取 读者 read reads reader readers reading',
  '同时 并发 一起 concurrent concurrently simultaneous simultaneously once',
  '速度 快 更快 慢 speed fast faster slow slower latency quick quickly',
  '内存 显存 memory ram vram',
  '数量 多少 几个 number count amount',
  '公司 机构 团队 company organization organisation team lab',
  '工具 软件 库 框架 tool tools software library libraries framework frameworks',
  '模式 mode modes',
  '版本 version versions',
  '年份 时间 日期 year date time',
  '训练 train trains trained training',
  '选择 选用 挑选 choose choice select pick',
  '检测 发现 识别 detect detects detection detecting',
  '支持 support supports supported',
  '存储 保存 store stores stored storage save',
  '更新 修改 改变 update updates updated change changes changed',
  '需要 必须 need needs needed require requires required must',
  '结果 输出 result results output outputs',
  '重要 主要 关键 核心 important main key core major',
  '目的 作用 purpose goal goals aim aims role recommend recommended advice',
  '使用 采用 利用 using utilize employ employs',
];

/** Words of everyday technical talk in both languages, so that a question finds text in the other one. */
const TRANSLATIONS: readonly string[] = [
  '算法 algorithm algorithms',
  '模型 model models',
  '端口 port ports',
  '重叠 overlap overlaps overlapping',
  '中文 汉语 chinese',
  '英文 英语 english',
  '日文 日语 japanese',
  '问题 question questions problem problems',
  '答案 回答 answer answers',
  '文档 document documents',
  '论文 paper papers',
  '题目 标题 title titles',
  '语言 language languages',
  '图 graph graphs',
  '节点 node nodes',
  '实体 entity entities',
  '社区 community communities',
  '权重 weight weights',
  '向量 vector vectors',
  '索引 index indexes',
  '查询 query queries',
  '检索 retrieval retrieve',
  '搜索 search searches',
  '数据库 database databases',
  '层 layer layers',
  '词表 vocabulary',
  '大小 size sizes',
  '长度 length',
  '成本 代价 cost costs',
  '延迟 latency',
  '错误 error errors',
  '质量 quality',
  '偏差 bias biases',
  '子词 subword subwords',
  '分词 tokenize tokenizer tokenization tokenise',
  '学生 student students',
  '教师 teacher teachers',
  '奖励 reward rewards',
  '任务 task tasks',
  '损失 loss losses',
  '目标 objective objectives',
  '策略 strategy strategies policy',
  '块 chunk chunks',
  '段落 passage passages',
  '句子 sentence sentences',
  '单词 词 word words',
  '图片 图像 image images',
  '用户 user users',
  '规则 rule rules',
  '标准 standard standards',
  '高 高度 tall high height',
  '深 深度 deep depth',
  '宽 宽度 wide width',
  '重 重量 heavy weigh weighs',
  '年龄 old age',
  '价格 price prices',
  '水 water',
  '温度 temperature',
  '原料 材料 material materials ingredient ingredients',
];

const translationOf = new Map<string, number>();
TRANSLATIONS.forEach((words, index) => {
  for (const word of words.split(' ')) if (!translationOf.has(word)) translationOf.set(word, index);
});

/** The word with its forms and translations; alone when none is known. */
export function translationsOf(word: string): readonly string[] {
  const found = translationOf.get(word);
  return found === undefined ? [word] : (TRANSLATIONS[found]?.split(' ') ?? [word]);
}

const groupOf = new Map<string, number>();
GROUPS.forEach((group, index) => {
  for (const word of group.split(' ')) if (!groupOf.has(word)) groupOf.set(word, index);
});

/** All words that ask for the same as this one, itself included; null when it belongs to no group. */
export function askingWords(word: string): readonly string[] | null {
  const group = groupOf.get(word);
  return group === undefined ? null : (GROUPS[group]?.split(' ') ?? null);
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** English words of a question that neither ask nor tell what about. */
export const EMPTY_ENGLISH = setOf(
  'i me my we us our you your one ones it its can could should would will shall may might must am if so about above after again all also any anything because before below between both but down during each either else ever every few first further get gets give given go goes good got here however just know let like long made make makes many me more most much neither never nothing now off often only other others out over own please put really same say says see several since some someone something still such take tell than their theirs there thing things think through too toward towards two under until up upon very want wants was way well were what whatever when where whether which while within without yes yet use explain describe list show name call called happen happens done doing quite rather known well-known around across behind inside outside per via versus three four five',
);

/** Chinese words of a question that neither ask nor tell what about. */
export const EMPTY_CHINESE = setOf(
  '两个 三个 四个 两种 三种 哪两个 哪三个 哪两种 哪三种 的 了 是 在 和 与 或 也 都 就 而 及 其 被 把 对 从 到 为 以 于 之 这 那 个 种 等 将 会 能 可 要 有 不 没 很 更 最 什么 哪些 哪个 哪种 哪 哪几种 哪几个 哪几 哪几类 几类 分为 分成 分 包括 包含 怎么 怎样 如何 为什么 为何 吗 呢 吧 啊 谁 几 几个 几种 多少 它 他 她 我 你 您 我们 你们 他们 它们 请 请问 介绍 一下 解释 说明 告诉 关于 时候 何时 哪年 哪一年 可以 能够 能否 是否 应该 应当 一种 一个 一些 这个 那个 这种 那种 这些 那些 让 使 给 用 做 来 去 上 下 里 中 时 后 前 所 并 且 但 还是 还 又 才 只 每 各 某 该 本 此 叫 叫做 称为 指 属于 起 出 过 着 得 地 跟 同 向 由 比 如果 那么 因为 所以 列出 哪家 哪位 怎么办 有没有 是不是 算 样 什么样 分别 之间 大概 究竟 到底 主要 具体 常见 这样 那样 进行 个人 的话 需要 有关 相关 里面 其中 方面 自己',
);
