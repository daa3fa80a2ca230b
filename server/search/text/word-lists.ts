const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words that say nothing about what a text is about; folded, without apostrophes. */
export const STOP_WORDS = setOf(
  'a an the of in on at by for to and or is was were are be been being which who whom whose what when where why how did does do has have had that this these those it its as from with into his her their he she they him them than then also not no same s t',
);

/** May stand in lower case inside a name. */
export const CONNECTORS = setOf('of the de von van and du la le del al bin di da y der den des dos ibn');

/** A full stop after one of these ends no sentence. */
export const ABBREVIATIONS = setOf('st mr mrs dr jr sr lt col gen sgt capt prof rev no vs mt ft');

/** What the subject of a first sentence ends at. */
export const COPULAS = setOf('is was are were has had became refers');

export const PREPOSITIONS = setOf(
  'in on at by during after for from as with since when while although before under between',
);

export const PRONOUNS = setOf('he she it they his her its their there this that these those we i you');

export const MONTHS = setOf(
  'january february march april may june july august september october november december',
);
