import { PHRASE as P } from './template.ts';

/** Words that may stand before a phrase. */
export const BEFORE =
  '(?:(?:the|a|an|its|their|our|these|this|some|many|other|most|various|different|several|popular|modern|common|any|typical|certain|early)\\s+)*';

/** Phrases joined by commas, "and", "or". */
export const LIST = `${BEFORE}${P}(?:\\s*(?:,\\s*(?:and|or)?|\\band\\b|\\bor\\b)\\s*${BEFORE}${P})*`;

/** Adverbs between a verb and what follows. */
export const ADVERB =
  '(?:(?:also|often|just|simply|essentially|basically|usually|thus|actually|now|still|generally|typically|perhaps|probably|both)\\s+)*';

/** The start of a clause, with what may open it. */
export const OPENING = `(?:^|[,;:.]\\s+|\\bthat\\s+|\\bbecause\\s+|\\bwhereas\\s+|\\band\\s+)(?:(?:In short|Thus|Here|Indeed|Today|Originally|Unlike [^,]{1,30}|In [^,]{1,30}),\\s+)?${BEFORE}`;
