import { isOrganisation } from '../../text/organisation-name.ts';
import { looksLikePerson } from '../../text/person-name.ts';
import type { Phrase } from './token.ts';

const TECHNICAL =
  /(?:Network|Model|Learning|Transformer|Attention|Token|Encoder|Decoder|Layer|Data|Graph|Search|Gate|Tuning|Loss|Embedding|Retrieval|Index|Net|GPT|BERT)s?\b/;

/** True when the phrase can make or propose something: a person, a group or an organisation. */
export function isAgent(phrase: Phrase | null, words: string): boolean {
  if (!phrase || !words) return false;
  if (isOrganisation(words) || /研究者$|研究人员$|科学家$/.test(words)) return true;
  const last = phrase.tokens.at(-1);
  if (phrase.tokens.length === 1 && last) {
    if (/^(?:nt|nrt)$/.test(last.tag)) return true;
    if (/^(?:nr|nrfg|nw)$/.test(last.tag) && looksLikePerson(last.word)) return true;
  }
  if (TECHNICAL.test(words)) return false;
  return /^[A-Z][a-z\u00c0-\u024f'’]+(?:[ -][A-Z][a-z\u00c0-\u024f'’]*\.?){0,3}$/.test(words);
}
