import { isAbbreviationOf, isAcronym, isLooseAbbreviationOf } from '../../text/abbreviation.ts';
import { hasCjk } from '../../text/characters.ts';
import { STOP_TOKENS } from '../../text/words/chinese-words.ts';
import { type Bracket, type BracketPart, brackets, termBefore } from './bracket-terms.ts';
import { isCueTerm } from './cue-terms.ts';
import type { FoundAlias } from './found-alias.ts';
import { isNameable } from './nameable.ts';
import type { ReadSentence } from './read-sentence.ts';
import { verbalAliases } from './verbal-aliases.ts';

const LATIN = /^[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f\s\-–.+&/·'’]*$/;

const BEFORE_NAME = /(?:称为|称作|叫做?|即|就是|所谓|名为|简称)[的“"\s]*$/;

/** Aliases that the sentence states: in brackets, or in words such as 简称, "also known as". */
export function findAliases(sentence: ReadSentence, isHeadTerm: (surface: string) => boolean): FoundAlias[] {
  const found: FoundAlias[] = [];
  for (const bracket of brackets(sentence.text)) {
    const left = termBefore(sentence, bracket);
    if (!left) continue;
    for (const part of bracket.parts) {
      const alias = judge(sentence, left, part, bracket, isHeadTerm);
      if (alias) found.push(alias);
    }
  }
  found.push(...verbalAliases(sentence));
  return found;
}

function judge(
  sentence: ReadSentence,
  left: { start: number; end: number },
  part: BracketPart,
  bracket: Bracket,
  isHeadTerm: (surface: string) => boolean,
): FoundAlias | null {
  const name = sentence.text.slice(left.start, left.end);
  const gloss = part.text;
  if (!isNameable(name) || !isNameable(gloss) || STOP_TOKENS.has(name)) return null;
  const alias = (pattern: string, confidence: number): FoundAlias => ({
    left,
    right: { start: part.start, end: part.end },
    pattern,
    confidence,
  });
  if (LATIN.test(gloss)) {
    if (hasCjk(name))
      return glossFits(sentence, left, name, gloss, bracket, isHeadTerm)
        ? alias('zh-bracket-en', isAcronym(gloss) ? 0.9 : 0.85)
        : null;
    if (isAcronym(gloss))
      return isAbbreviationOf(gloss, name) || isLooseAbbreviationOf(gloss, name)
        ? alias('en-bracket-acronym', 0.95)
        : null;
    return isAcronym(name) && (isAbbreviationOf(name, gloss) || isLooseAbbreviationOf(name, gloss))
      ? alias('en-bracket-expansion', 0.95)
      : null;
  }
  if (!hasCjk(gloss) || gloss.length > 12 || !/^[\u3400-\u9fffA-Za-z0-9-]+$/.test(gloss) || !isCueTerm(gloss))
    return null;
  if (hasCjk(name)) {
    const translated = bracket.parts.some((other) => LATIN.test(other.text));
    return part.announced || translated ? alias('zh-bracket-zh', 0.8) : null;
  }
  return alias('en-bracket-zh', 0.85);
}

/** A Latin gloss translates the Chinese term, and is not merely an example of it (检索模型（ColBERT）). */
function glossFits(
  sentence: ReadSentence,
  left: { start: number; end: number },
  name: string,
  gloss: string,
  bracket: Bracket,
  isHeadTerm: (surface: string) => boolean,
): boolean {
  if (
    /^(?:它|其(?!他)|我|你|这|那|该|他|再|先|则|都|并入|就|又|还|也)/.test(name) ||
    /^(?:and|or|the|if|for)\b/i.test(gloss) ||
    gloss.split(/[\s-]+/).length > 8
  )
    return false;
  if (/^[a-z]{1,2}$/.test(gloss)) return false;
  const opens = left.start <= 3 || BEFORE_NAME.test(sentence.text.slice(0, left.start));
  const stands = opens || sentence.block.kind === 'heading' || isHeadTerm(name);
  const acronym = isAcronym(gloss);
  if (acronym && /^[A-Z]{3,6}s?$/.test(gloss))
    return name.replace(/[A-Za-z]/g, '').length >= gloss.replace(/s$/, '').length * 0.75 || stands;
  const compound = /^[A-Z][a-z]{2,}-[A-Z][a-z]{3,}$/.test(gloss) && name.length >= 4;
  const product =
    !compound && !/\s/.test(gloss) && !acronym && /[a-z][A-Z]|\d|-[A-Z]|^[A-Z][a-z]+$/.test(gloss);
  const translated = bracket.parts.length > 1 && bracket.parts.some((part) => isAcronym(part.text));
  return !product || stands || translated;
}
