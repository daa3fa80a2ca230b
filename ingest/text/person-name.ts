const SURNAMES: ReadonlySet<string> = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢骆岳齐沿梅莫庄辛管祝左涂谷祁舒耿牟卜路詹关苗凌费纪靳盛童欧甄项阳裴席卫查屈鲍位覃霍翁隋植甘薄包司柏宁柯阮桂闵嬴',
);
const COMPOUND = /^(?:欧阳|司马|诸葛|上官|司徒|夏侯|慕容|令狐|皇甫|尉迟|长孙|宇文|端木|东方)/;
const NOT_A_GIVEN_NAME =
  /[体素酶图表法性学层器机率值物质色花草树鱼虫油症病线面量度力场点楼路街村家城镇乡寺塔桥汁之氏庄园湖河山江海岛洲宫殿馆店站肽糖酸碱盐铁金银铜]$/;

/** True when a word reads as a Chinese person's name by its surname and length; a guess. */
export function looksLikePerson(word: string): boolean {
  if (NOT_A_GIVEN_NAME.test(word)) return false;
  if (COMPOUND.test(word)) return word.length >= 3 && word.length <= 4;
  return word.length >= 2 && word.length <= 3 && SURNAMES.has(word.charAt(0));
}
