import { words } from './words.ts';

/** Chinese terms that the dictionary lacks and would tear apart; kept whole wherever they stand. */
export const TECHNICAL_WORDS: ReadonlySet<string> = words(`
  最近邻 近似最近邻 小世界网络 跳表 词元 词表 分词器 键值 键值缓存 重排序 召回率 准确率 提示词 智能体 思维链 知识库 知识图谱 图谱 图数据库
  三元组 卷积核 超参数 过拟合 欠拟合 正则化 归一化 残差连接 自回归 自编码器 编码器 解码器 扩散模型 对比学习 自注意力 多头注意力 交叉注意力
  前缀微调 提示微调 指令微调 全参数微调 预训练 大语言模型 语言模型 向量数据库 稠密检索 稀疏检索 混合检索 检索增强生成 倒排索引 余弦相似度
  位置编码 梯度消失 梯度爆炸 反向传播 学习率 损失函数 激活函数 工单 报错 线粒体 叶绿体 核糖体 细胞膜 细胞核 光合作用 光反应 暗反应
  有氧呼吸 无氧呼吸 染色体 脱氧核糖核酸 核糖核酸 原核生物 真核生物 原核细胞 真核细胞 郡县制 丝绸之路 工业革命 文艺复兴 辛亥革命
`);
