/** Lines that a page put around its text: buttons, counters, share and copyright lines. */
const FURNITURE = [
  /^\s*(?:点赞|收藏|评论|分享|举报|转载|扫码支付|添加红包|暂无评论|收起|展开|目录|目录导航|一键收藏|原创|点击查看代码)(?:\s|\d|$)/,
  /(?:订阅|阅读|浏览)\s*\d*\s*$|^\s*\d+\s*(?:点赞|收藏|评论|阅读)/,
  /版权声明|版权归|侵权|违法违规|如若转载|仅代表作者|投诉反馈/,
  /^posted @|阅读\(\d+\)|编辑\s+收藏\s+举报/,
  /在这里插入图片描述|欢迎小伙伴|点个赞|求三连|关注我的公众号|扫码关注/,
  /^\s*(?:上一篇|下一篇|相关文章|推荐阅读|猜你喜欢|热门文章)\s*(?:[:：].*)?$/,
  /^[*_]*(?:图片来源|图像来源|图源|Image source|Figure source)[：:]/i,
  /^(?:Share|Tweet|Subscribe|Sign in|Log in|Cookie policy|All rights reserved|Back to top|Skip to content)\b.{0,30}$/i,
  /^\s*https?:\/\/\S+\s*$/,
  /^[\s\d.,•·*=_#-]+$/,
];
const PAGE_END = /^(?:相关文章|暂无评论|推荐文章|猜你喜欢|热门文章|评论列表)\s*\.*$/;
const SOURCES =
  /^[\s\d.#]*(?:参考文献|参考资料|相关论文|References?|Bibliography|Further reading)\s*[:：]?$/i;

/** True when the line is a page's furniture, not its text. */
export function isFurniture(line: string): boolean {
  return line.length < 200 && FURNITURE.some((pattern) => pattern.test(line));
}

/** True when everything after this line belongs to the page, not to the article. */
export function endsArticle(line: string): boolean {
  return PAGE_END.test(line);
}

/** True when the heading opens a list of sources. */
export function headsSources(heading: string): boolean {
  return SOURCES.test(heading);
}

/** Lines that stand in a text four times and more, digits aside: headers and footers of pages. */
export function repeatedLines(lines: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const shape = lineShape(line);
    if (shape) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= 4).map(([shape]) => shape));
}

/** A line with its digits made equal; empty for lines that are too long to be furniture, and for list items and rows. */
export function lineShape(line: string): string {
  const text = line.trim();
  if (text.length < 2 || text.length >= 80 || /^(?:[-*+•|#>]|\d+[.)、])/.test(text)) return '';
  return text.replace(/\d+/g, '0');
}
