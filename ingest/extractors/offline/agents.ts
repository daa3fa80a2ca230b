import { looksLikePerson } from '../../text/person-name.ts';
import type { Phrase } from './token.ts';

const ORGANISATION =
  /^(?:google|openai|meta(?: ai)?|facebook|microsoft|nvidia|anthropic|deepmind|google deepmind|apple|amazon|ibm|intel|salesforce|cohere|mistral(?: ai)?|databricks|stanford|mit|cmu|berkeley|hugging ?face|谷歌|百度|脸书|微软|阿里\S*|腾讯|华为|英伟达|苹果|亚马逊|字节跳动|智谱\S*|月之暗面|深度求索|deepseek|清华大学|北京大学)$/i;
const ORGANISATION_TAIL =
  /(?:公司|大学|研究院|实验室|团队|学院|研究所|研究者|研究人员|机构|组织|委员会|基金会|政府|科学家|Inc\.?|Labs?|University|Institute|Research|Team|Company|Corporation|Foundation)$/;
const TECHNICAL =
  /(?:Network|Model|Learning|Transformer|Attention|Token|Encoder|Decoder|Layer|Data|Graph|Search|Gate|Tuning|Loss|Embedding|Retrieval|Index|Net|GPT|BERT)s?\b/;

/** True when the phrase can make or propose something: a person, a group or an organisation. */
export function isAgent(phrase: Phrase | null, words: string): boolean {
  if (!phrase || !words) return false;
  if (ORGANISATION.test(words) || ORGANISATION_TAIL.test(words)) return true;
  const last = phrase.tokens.at(-1);
  if (phrase.tokens.length === 1 && last) {
    if (/^(?:nt|nrt)$/.test(last.tag)) return true;
    if (/^(?:nr|nrfg|nw)$/.test(last.tag) && looksLikePerson(last.word)) return true;
  }
  if (TECHNICAL.test(words)) return false;
  return /^[A-Z][a-z\u00c0-\u024f'’]+(?:[ -][A-Z][a-z\u00c0-\u024f'’]*\.?){0,3}$/.test(words);
}

/** True when the name itself says that it is an organisation. */
export function isOrganisation(words: string): boolean {
  return ORGANISATION.test(words) || (ORGANISATION_TAIL.test(words) && !/研究者|研究人员|科学家/.test(words));
}
