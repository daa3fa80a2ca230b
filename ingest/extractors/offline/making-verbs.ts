/** How something came from somebody, by the verb; Chinese and English. */
const MAKING: readonly (readonly [RegExp, string])[] = [
  [
    /发布|开发|推出|研发|研制|开源|制造|生产|developed|released|built|made|manufactured|produced|launched/,
    'DEVELOPED_BY',
  ],
  [/创建|创立|创办|成立|建立|founded|established/, 'FOUNDED_BY'],
  [/发现|discovered/, 'DISCOVERED_BY'],
  [/撰写|创作|编写|所著|published|written|composed|painted/, 'WRITTEN_BY'],
];

/** `PROPOSED_BY` for what is thought of; `DEVELOPED_BY`, `FOUNDED_BY`, `DISCOVERED_BY`, `WRITTEN_BY` where the verb says so. */
export function makingType(verb: string): string {
  return MAKING.find(([verbs]) => verbs.test(verb))?.[1] ?? 'PROPOSED_BY';
}
