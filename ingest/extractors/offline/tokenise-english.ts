import model from 'wink-eng-lite-web-model';
import winkNLP, { type WinkMethods } from 'wink-nlp';
import { STOP_WORDS } from '../../text/words/english-words.ts';
import { words } from '../../text/words/words.ts';
import type { Token } from './token.ts';

const WORD =
  /(?:[A-Z]\.){2,}|(?:St|Mt|Dr|Mr|Mrs|Ms|Jr|Sr|Prof)\.(?=\s)|[A-Z]\.(?=\s+[A-Z])|[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f]*(?:[-–./&+_][A-Za-z0-9\u00c0-\u024f]+|['’](?!s\b)[A-Za-z]+)*(?:\+\+|#)?|\d+(?:[.,]\d+)*(?:-?[A-Za-z%]+(?:-[A-Za-z]+)*)?|['’]s\b|\S/g;
const ADJECTIVE_ENDING = /(?:-based|-free|-wise|-aware|-like|-to-[a-z]+|-of-[a-z]+|[a-z]-[a-z]+(?:ed|ing))$/;
const NAME_SHAPE =
  /^[A-Z]{2,}[a-z]?s?$|^[A-Za-z]*[a-z][A-Z]|^[A-Z]+[a-z]*[A-Z]|^[A-Za-z]+-?\d|^[A-Z][A-Za-z]*[-.&][A-Z0-9]/;
/** Forms that the tagger calls nouns although, before a determiner or a noun, they are nearly always verbs. */
const THIRD_PERSON = words(`
  uses reduces combines trains learns stores extends outputs designs improves increases decreases removes replaces
  computes predicts generates produces returns supports includes contains requires provides enables allows helps
  keeps makes takes gives shows adds applies builds creates defines describes encodes decodes maps measures merges
  needs offers performs processes reads writes runs scales selects sends splits starts stops tracks turns updates
  becomes causes controls converts covers drives handles holds leads links lowers means moves prevents protects
  regulates releases represents solves transforms transports triggers fixes damages absorbs attacks binds blocks breaks
  carries checks cleans closes compares connects contacts counts cuts delivers destroys detects displays distributes
  divides dries enters exceeds expands feeds fills filters flows follows forms fuses guides heats hosts inhibits kills
  lets lifts limits loads locks logs monitors mounts occurs opens operates owns passes pays performs places plays powers
  presses prints pulls pumps pushes raises receives recommends remains repairs reports resets resists restarts restores
  reverses rises rotates seals seems serves signs sits slows sounds speeds spends stands stays stems suits supplies
  suspects switches syncs takes talks targets tells tests throws turns types uploads vibrates waits wants warns washes
  watches wins works wraps yields asks
`);

/** Plurals that stand before nouns ("sales team"). */
const PLURAL_MODIFIERS = words(`
  sales systems operations sports goods arts news graphics analytics physics mathematics economics securities savings
  communications human-resources rights parts weapons drugs arms women children settings events details results options
`);

let wink: WinkMethods | undefined;

/** Words of an English sentence with their parts of speech; hyphened words, names with digits and `C++` are one token. */
export function tokeniseEnglish(text: string): Token[] {
  const tags = partsOfSpeech(text);
  const tokens: Token[] = [];
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match; match = WORD.exec(text)) {
    const word = match[0];
    const start = match.index;
    tokens.push({ start, end: start + word.length, tag: tagOf(word, tags, start), word });
  }
  correctVerbs(tokens);
  return tokens;
}

/** The tagger's tag by the offset at which its token ends. */
function partsOfSpeech(text: string): Map<number, string> {
  wink ??= winkNLP(model, ['pos']);
  const its = wink.its;
  const tokens = wink.readDoc(text).tokens();
  const values = tokens.out() as string[];
  const spaces = tokens.out(its.precedingSpaces) as string[];
  const tags = tokens.out(its.pos) as string[];
  const byEnd = new Map<number, string>();
  let at = 0;
  values.forEach((value, index) => {
    at += (spaces[index] ?? '').length + value.length;
    byEnd.set(at, tags[index] ?? 'X');
  });
  return byEnd;
}

function tagOf(word: string, tags: ReadonlyMap<number, string>, start: number): string {
  if (!/[A-Za-z\u00c0-\u024f]/.test(word)) return /\d/.test(word) ? 'NUM' : 'PUNCT';
  if (/^\d/.test(word)) return 'NUM';
  if (/^(?:[A-Z]\.)+$|^(?:St|Mt)\.$/.test(word)) return 'PROPN';
  if (/^(?:Dr|Mr|Mrs|Ms|Prof|Jr|Sr)\.$/.test(word)) return 'X';
  if (word === "'s" || word === '’s') return 'PART';
  if (NAME_SHAPE.test(word)) return 'PROPN';
  if (ADJECTIVE_ENDING.test(word)) return 'ADJ';
  const tag = tags.get(start + word.length) ?? 'NOUN';
  if (tag === 'VERB' && start > 0 && /^[A-Z][a-z]/.test(word)) return 'PROPN';
  return /-/.test(word) && /^(?:VERB|ADP|PART|ADV)$/.test(tag) ? 'ADJ' : tag;
}

/** Second look at nouns that stand where a verb must. */
function correctVerbs(tokens: Token[]): void {
  tokens.forEach((token, index) => {
    if (token.tag !== 'NOUN' && token.tag !== 'PROPN') return;
    const next = tokens[index + 1];
    const previous = tokens[index - 1];
    const followed =
      next?.tag === 'DET' || (next?.tag === 'PRON' && /^(?:its|their|our|his|her)$/i.test(next.word));
    const object = next !== undefined && /^(?:DET|NOUN|PROPN|ADJ|NUM|PRON)$/.test(next.tag);
    const stands =
      previous !== undefined &&
      /^(?:NOUN|PROPN|PRON|SUSPECT)$|^\)$/.test(previous.tag === 'PUNCT' ? previous.word : previous.tag);
    if (isMiddleVerb(tokens, index)) token.tag = 'VERB';
    else if (stands && followed && /[^s]s$/.test(token.word) && token.tag === 'NOUN') token.tag = 'VERB';
    else if (stands && object && next.tag !== 'DET' && previous.word === ')' && THIRD_PERSON.has(token.word))
      token.tag = 'VERB';
    else if (
      THIRD_PERSON.has(token.word) &&
      previous &&
      /^(?:NOUN|PROPN|PRON|SUSPECT)$/.test(previous.tag) &&
      next &&
      next.tag !== 'PUNCT'
    )
      token.tag = 'VERB';
    else if (followed && token.tag === 'NOUN' && previous?.tag !== 'DET' && previous?.tag !== 'ADJ')
      token.tag = 'SUSPECT';
  });
}

/** "company hedges diesel": between two nouns a plural is nearly always a verb; few plurals stand before a noun. */
function isMiddleVerb(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const previous = tokens[index - 1];
  const next = tokens[index + 1];
  if (token?.tag !== 'NOUN' || !/[^suioa]s$/.test(token.word) || PLURAL_MODIFIERS.has(token.word))
    return false;
  if (!previous || !/^(?:NOUN|PROPN)$/.test(previous.tag) || /s$/.test(previous.word)) return false;
  return (
    next !== undefined &&
    !STOP_WORDS.has(next.word) &&
    /^(?:NOUN|ADJ)$/.test(next.tag) &&
    /^[a-z]/.test(next.word) &&
    next.start === token.end + 1
  );
}
