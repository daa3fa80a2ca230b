const ORGANISATION =
  /^(?:google|openai|meta(?: ai)?|facebook|microsoft|nvidia|anthropic|deepmind|google deepmind|apple|amazon|ibm|intel|salesforce|cohere|mistral(?: ai)?|databricks|stanford|mit|cmu|berkeley|hugging ?face|谷歌|百度|脸书|微软|阿里\S*|腾讯|华为|英伟达|苹果|亚马逊|字节跳动|智谱\S*|月之暗面|深度求索|deepseek|清华大学|北京大学)$/i;
const ORGANISATION_TAIL =
  /(?:公司|大学|研究院|实验室|团队|学院|研究所|机构|组织|委员会|基金会|政府)$|\b(?:Inc\.?|Labs?|University|Institute|Research|Team|Company|Corporation|Corp\.?|Foundation|Logistics|Traders|Trading|Freight|Group|Holdings|Partners|Technologies|Industries|Airlines|Airways|Motors|Bank|Ltd\.?|LLC|GmbH|AG|Limited|Ventures|Capital|Consulting|Solutions|Stock Exchange|(?:University|Academic) Press|Publishing|Agency|Association|Society|League|Club|(?<!ing )(?<!Third )Party|Church|Army|Navy|College|School|Council|Ministry|Department)$/;
/** Such a word alone is a word or somebody's name. */
const BARE = /^[A-Z][a-z]+$/;

/** True when the name itself says that it is an organisation. */
export function isOrganisation(words: string): boolean {
  return ORGANISATION.test(words) || (ORGANISATION_TAIL.test(words) && !BARE.test(words));
}
