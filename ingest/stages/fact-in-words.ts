/** How a stated relationship reads: `{source}` and `{targets}` are names, targets joined in the manner of the language. */
const WORDINGS: Readonly<Record<string, { zh: string; en: string }>> = {
  IS_A: { zh: '{source} 属于 {targets}', en: '{source} is a kind of {targets}' },
  HAS_TYPE: { zh: '{source} 的类型：{targets}', en: 'Kinds of {source}: {targets}' },
  EXAMPLE_OF: { zh: '{source} 是 {targets} 的例子', en: '{source} is an example of {targets}' },
  HAS_EXAMPLE: { zh: '{source} 的例子：{targets}', en: 'Examples of {source}: {targets}' },
  PART_OF: { zh: '{source} 是 {targets} 的一部分', en: '{source} is part of {targets}' },
  HAS_PART: { zh: '{source} 包括：{targets}', en: 'Parts of {source}: {targets}' },
  HAS_STEP: { zh: '{source} 的步骤：{targets}', en: 'Steps of {source}: {targets}' },
  HAS_FEATURE: { zh: '{source} 的特点：{targets}', en: 'Features of {source}: {targets}' },
  HAS_LIMITATION: { zh: '{source} 的局限：{targets}', en: 'Limits of {source}: {targets}' },
  VARIANT_OF: { zh: '{source} 是 {targets} 的变体', en: '{source} is a variant of {targets}' },
  APPLICATION_OF: { zh: '{source} 是 {targets} 的应用', en: '{source} is an application of {targets}' },
  EXTENDS: { zh: '{source} 扩展了 {targets}', en: '{source} extends {targets}' },
  REPLACES: { zh: '{source} 取代了 {targets}', en: '{source} replaces {targets}' },
  OUTPERFORMS: { zh: '{source} 优于 {targets}', en: '{source} outperforms {targets}' },
  BASED_ON: { zh: '{source} 基于 {targets}', en: '{source} is based on {targets}' },
  PROPOSED_BY: { zh: '{source} 由 {targets} 提出', en: '{source} was proposed by {targets}' },
  DEVELOPED_BY: { zh: '{source} 由 {targets} 开发', en: '{source} was developed by {targets}' },
  DISCOVERED_BY: { zh: '{source} 由 {targets} 发现', en: '{source} was discovered by {targets}' },
  FOUNDED_BY: { zh: '{source} 由 {targets} 创立', en: '{source} was founded by {targets}' },
  WRITTEN_BY: { zh: '{source} 由 {targets} 所写', en: '{source} was written by {targets}' },
  COMPARED_WITH: { zh: '{source} 与 {targets} 作比较', en: '{source} is compared with {targets}' },
  COMBINED_WITH: { zh: '{source} 与 {targets} 结合', en: '{source} is combined with {targets}' },
  USED_FOR: { zh: '{source} 用于 {targets}', en: '{source} is used for {targets}' },
  USES: { zh: '{source} 使用 {targets}', en: '{source} uses {targets}' },
  SOLVES: { zh: '{source} 解决 {targets}', en: '{source} solves {targets}' },
  CAUSES: { zh: '{source} 导致 {targets}', en: '{source} causes {targets}' },
  IMPROVES: { zh: '{source} 改进 {targets}', en: '{source} improves {targets}' },
  REDUCES: { zh: '{source} 减少 {targets}', en: '{source} reduces {targets}' },
  PRODUCES: { zh: '{source} 产生 {targets}', en: '{source} produces {targets}' },
  SUPPORTS: { zh: '{source} 支持 {targets}', en: '{source} supports {targets}' },
};

/**
 * One line that tells what is stated of `source`, e.g. `LoRA 由 Hu、Shen 提出`.
 *
 * @param words the relation in the text's own words, for types that have no wording here
 */
export function factInWords(
  fact: { type: string; words: string; source: string; targets: readonly string[] },
  language: 'zh' | 'en',
): string {
  const targets = fact.targets.join(language === 'zh' ? '、' : ', ');
  const wording = WORDINGS[fact.type]?.[language];
  if (wording) return wording.replace('{source}', () => fact.source).replace('{targets}', () => targets);
  return `${fact.source} — ${fact.words || fact.type.toLowerCase().replaceAll('_', ' ')} — ${targets}`;
}
