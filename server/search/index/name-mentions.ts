/** How a passage bears a name: its own title, a name inside its title, a name in its text. */
export const OWN_TITLE = 2;
export const INSIDE_TITLE = 1.5;
export const IN_TEXT = 1;

/** A name in one passage. */
export interface NameMention {
  /** The strongest way in which the passage bears the name; 0 when only longer names hold it. */
  strength: number;
  /** Where it stands in the text, flat: word position, length in words, ... */
  places: number[];
}

/** Names by passage while they are being collected. Names are known by number, in the order of their first sight. */
export class NameMentions {
  readonly idOf = new Map<string, number>();
  readonly keys: string[] = [];
  /** By name: how many passages bear it. */
  readonly passageCounts: number[] = [];
  readonly byPassage: Map<number, NameMention>[];
  /** The key under which a name is kept. */
  readonly canonicalOf: (key: string) => string;

  constructor(passageCount: number, canonicalOf: (key: string) => string) {
    this.byPassage = Array.from({ length: passageCount }, () => new Map());
    this.canonicalOf = canonicalOf;
  }

  /** Notes that the passage bears the name, at `place` of its text when that is 0 or more, over `length` words. */
  add(key: string, passage: number, strength: number, place = -1, length = 1): void {
    const name = this.numberOf(this.canonicalOf(key));
    const mentions = this.byPassage[passage]!;
    let mention = mentions.get(name);
    if (!mention) {
      mention = { strength: 0, places: [] };
      mentions.set(name, mention);
      this.passageCounts[name] = this.passageCounts[name]! + 1;
    }
    mention.strength = Math.max(mention.strength, strength);
    if (place >= 0 && !hasPlace(mention.places, place, length)) mention.places.push(place, length);
  }

  /** How many passages bear the name. */
  countOf(key: string): number {
    const name = this.idOf.get(this.canonicalOf(key));
    return name === undefined ? 0 : this.passageCounts[name]!;
  }

  private numberOf(key: string): number {
    let name = this.idOf.get(key);
    if (name === undefined) {
      name = this.keys.length;
      this.idOf.set(key, name);
      this.keys.push(key);
      this.passageCounts.push(0);
    }
    return name;
  }
}

function hasPlace(places: readonly number[], place: number, length: number): boolean {
  for (let at = 0; at < places.length; at += 2) {
    if (places[at] === place && places[at + 1] === length) return true;
  }
  return false;
}

/**
 * A mention that lies wholly inside longer names of the passage does not count ("Virginia" in "West Virginia"): its place
 * goes, and with its last place its strength, unless the title bears the name.
 */
export function dropNested(mentions: ReadonlyMap<number, NameMention>, wordCount: number): void {
  const longest = new Uint8Array(wordCount);
  for (const { places } of mentions.values()) {
    for (let at = 0; at < places.length; at += 2) cover(longest, places[at]!, places[at + 1]!);
  }
  for (const mention of mentions.values()) {
    const { places } = mention;
    const kept: number[] = [];
    for (let at = 0; at < places.length; at += 2) {
      const place = places[at]!;
      const length = places[at + 1]!;
      if (sticksOut(longest, place, length)) kept.push(place, length);
    }
    if (kept.length > 0) mention.places = kept;
    else if (places.length > 0 && mention.strength === IN_TEXT) mention.strength = 0;
  }
}

function cover(longest: Uint8Array, place: number, length: number): void {
  const end = Math.min(place + length, longest.length);
  for (let at = place; at < end; at += 1) longest[at] = Math.max(longest[at]!, length);
}

function sticksOut(longest: Uint8Array, place: number, length: number): boolean {
  const end = Math.min(place + length, longest.length);
  for (let at = place; at < end; at += 1) if (longest[at]! <= length) return true;
  return false;
}
