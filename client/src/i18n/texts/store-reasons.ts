import type { ReasonCode } from '../../../../domain/reason.ts';

type StoreCode = Extract<ReasonCode, `query-${string}` | `store-${string}` | `neo4j-${string}`>;

/** Why a query was not run or not ended, and what is wrong with the store. */
export const storeReasons: Record<StoreCode, readonly [what: string, hint?: string]> = {
  'query-empty': ['没有可运行的查询'],
  'query-not-one': ['一次只运行一个查询', '请分别发送各个查询。'],
  'query-too-slow': [
    '查询超过时限，已被终止',
    '请缩小范围：写明标签，加上筛选条件或 LIMIT，或只沿一个方向查关系。',
  ],
  'query-too-large': ['查询占用的内存过多，已被终止', '请减少一次收集的内容：加上筛选条件或 LIMIT。'],
  'query-changes': ['该查询会改动图谱，因此没有运行', '除非开启写入（命令行中为 --write），查询都是只读的。'],
  'query-calls-procedure': ['过程 {{name}} 不属于只读图谱的过程'],
  'query-calls-function': ['函数 {{name}} 不属于只做计算的函数'],
  'query-in-transactions': ['CALL … IN TRANSACTIONS 会自行保存改动，不允许使用', '请去掉 IN TRANSACTIONS。'],
  'query-administrates': ['{{command}} 用于管理数据库，不允许使用'],
  'query-defines': ['{{command}} 会为整个数据库定义内容，不允许使用'],
  'query-shows-server': [
    '{{command}} 查看的是服务器而不是图谱',
    '可以使用 SHOW INDEXES、SHOW CONSTRAINTS、SHOW PROCEDURES 和 SHOW FUNCTIONS。',
  ],
  'query-uses-other': ['USE 会访问其他图；查询只在索引上运行'],
  'query-loads-csv': ['LOAD CSV 会读取图谱之外的文件和地址，不允许使用', '请改为添加该文件。'],
  'query-counts-on': [
    '一个表达式中的范围有 {{numbers}} 个数，计算完之前无法终止，因此没有运行',
    '用 UNWIND range(…) AS x 把它变成行，就可以随时终止。',
  ],

  'store-no-engine': [
    '内嵌图引擎没有可在此机器上运行的程序',
    '内嵌引擎支持 Linux x64 与 arm64（glibc 2.34 或更新）、macOS 和 Windows x64，不支持 x64 上的 Alpine。请在其中之一上安装（不要加 --omit=optional），或设置 NEO4J_URI 使用 Neo4j。',
  ],
  'store-held': ['另一个进程正在使用此数据文件夹', '请停止另一个服务器，或用 --data 指定另一个文件夹。'],
  'store-damaged': [
    '磁盘上的索引已损坏',
    '请从备份恢复该文件夹，或移走其中的 graph.grafeo 文件后重新添加文档。',
  ],
  'store-log-damaged': [
    '磁盘上的索引已损坏',
    '请从备份恢复该文件夹，或用 --salvage 打开一次：损坏之前的改动会保留，之后的会丢失。',
  ],
  'store-changed': ['期间有另一项改动'],
  'store-not-opened': ['无法打开磁盘上的索引', '请检查数据文件夹是否可写，以及磁盘是否已满。'],
  'store-failed': ['内嵌图引擎出错'],
  'neo4j-failed': ['Neo4j 出错'],
  'neo4j-ended-work': [
    'Neo4j 终止了 Orrery 正在进行的操作，没有保存任何内容',
    '请重试；若无人终止它，则是服务器的限制（db.transaction.timeout、dbms.memory.transaction.total.max）过低。',
  ],
  'neo4j-not-there': [
    'Neo4j 没有响应',
    '请检查服务器是否在运行，以及 NEO4J_URI 是否为其 Bolt 地址，例如 bolt://127.0.0.1:7687；只有 neo4j+s:// 和 bolt+s:// 使用 TLS。',
  ],
  'neo4j-refuses-user': ['Neo4j 拒绝了用户名或密码', '请检查 NEO4J_USERNAME 和 NEO4J_PASSWORD。'],
  'neo4j-wants-password': [
    'Neo4j 要求该用户先更改密码',
    '请用 ALTER CURRENT USER 设定新密码，再填入 NEO4J_PASSWORD。',
  ],
  'neo4j-no-database': ['Neo4j 没有这个数据库', '请检查 NEO4J_DATABASE；社区版只有一个，名为 neo4j。'],
  'neo4j-not-neo4j': ['该地址上的服务不是 Neo4j', 'NEO4J_URI 必须是 Bolt 地址（端口 7687），不是网页地址。'],
};
