import { words } from './words/words.ts';

const SURNAMES: ReadonlySet<string> = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢骆岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜路詹关苗凌费纪靳盛童欧甄项阳裴席卫查屈鲍位覃霍翁隋植甘薄包司柏宁柯阮桂闵嬴',
);
const COMPOUND = /^(?:欧阳|司马|诸葛|上官|司徒|夏侯|慕容|令狐|皇甫|尉迟|长孙|宇文|端木|东方)/;
const NOT_A_GIVEN_NAME =
  /[体素酶图表法性学层器机率值物质色花草树鱼虫油症病线面量度力场点楼路街村家城镇乡寺塔桥汁之氏庄园湖河山江海岛洲宫殿馆店站肽糖酸碱盐铁金银铜卡起着过的是在于们里]$/;

/** Everyday words and other names that begin like a surname; the tagger takes many of them for persons. */
const NO_PERSON: ReadonlySet<string> = words(`
  武功 文明 王朝 阳光 陆军 卫星 雷达 黄石 武林 莫斯科 胡同 顾问 王爷 王公 白雪 高峰 齐声 文武 石英 金殿 高潮 齐全 洪水 顾客 辛勤 桂林 柏林 王府
  胡子 叶子 安静 谢谢 白领 康复 梅花 范畴 周转 孙子 孙女 孙儿 杜鹃花 宁可 凌辱 高明 陈述 丛林 梁山 马匹 罗刹 胡说 关怀 林立 秦岭 王子 白宫 向阳
  黎明 陈列 左翼 金刚 安抚 高僧 许可 魏晋 杜绝 季后赛 白莲 石狮 童子 祝贺 马来 白石 兰花 岳父 岳母 史诗 凌厉 高悬 马背 乔木 桂花 毛巾 马刺 白布
  张开 胡萝卜 陈设 马夫 高薪 石林 金陵 金字塔 白发 金黄 林子 杨柳 安危 梅子 查明 杜鹃 张贴 周旋 田园 白云 孔雀 高耸 梅林 王宫 龙王 杜仲 史实 朱砂
  张嘴 张口 田野 许可证 李子 熊掌 马尾松 焦黄 凌空 安全性 钱财 雷声 卢布 白银 殷勤 严正 祝福 陈旧 高昂 顾忌 高超 龙宫 胡椒 石英砂 徐徐 高雅 高坡
  常青 白旗 牛马 卫冕 施政 武昌鱼 金山 金元宝 金刚石 熊猫 钟声 陶醉 马道 任凭 高新区 张扬 高喊 毛发 桂鱼 白昼 左传 白鹭 任天堂 常作 常取 常用
  任意 任务 任何 高度 高级 高效 高速 高中 白天 马上 马路 马力 黄金 黄昏 金钱 金融 金额 方程 方才 成本 成果 安全 安装 水平 水稻 石油 石头 时候
  马车 马达 牛奶 牛肉 江湖 江南 江北 夏天 夏季 钟头 温度 温室 包子 包裹 花生 席位 易用 莫大 解释 盛大 路由 路径 路由器 向量 边界 段落 章节 计算
  单元 单位 曲线 曲面 后端 前端 车间 师父 师傅 项目 关系 关键 阳台 夏令营 常识 常量 常数 米行 云南 云端 云服务 雷电 雷达站 沙漠 沙发 金牌
`);

/** True when a word reads as a Chinese person's name by its surname and length; a guess. */
export function looksLikePerson(word: string): boolean {
  if (NOT_A_GIVEN_NAME.test(word) || NO_PERSON.has(word)) return false;
  if (COMPOUND.test(word)) return word.length >= 3 && word.length <= 4;
  return word.length >= 2 && word.length <= 3 && SURNAMES.has(word.charAt(0));
}
