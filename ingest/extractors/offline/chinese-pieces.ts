import { PHRASE as P } from './template.ts';

/** Phrases joined by 、, commas or 和. */
export const LIST = `${P}(?:\\s*(?:、|，|和|与|及|以及|或者|或)\\s*${P})*`;

/** 一种, 一类, 一个 and the like. */
export const CLASSIFIER =
  '(?:其中)?(?:的)?(?:一|这|两|几)?(?:种|类|个|款|项|套|系列|组|门|家|名|位|条|本|部|支|座|场)';

/** Where a clause ends. */
export const CLAUSE_END = '(?=\\s*(?:[。；！？，：,.;]|$))';

/** A class word between a name and its verb ("Transformer 模型是"). */
export const CLASS_WORD = '(?:模型|算法|架构|技术|方法|机制|网络|系统|框架)?';

/** The start of a clause, with what may open it. */
export const OPENING =
  '(?:^|[。；，：])\\s*(?:(?:总之|其中|而|但|事实上|实际上|简单来说|简言之|通常|这里的|所谓)[，,]?)?\\s*[“"「]?';

/** Before the head of a predicate, these show that the predicate is a clause. */
export const VERB_BEFORE = /(?:使用|进行|通过|可以|能够|需要|让|使|将|把|在于|用于|如何)/;

/** What something can or must do is no definition. */
export const MODAL = /可以|能够|需要|应该|会|能|要|必须/;
