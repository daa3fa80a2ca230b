import type { Heading } from './text-block.ts';

/** The headings that stand above the line being read. */
export class HeadingOutline {
  /** The nearest heading above; null before the first. */
  current: Heading | null = null;
  private readonly lastAt = new Map<string, Heading>();
  private readonly numbers = new Map<Heading, number>();

  /** Goes under a new heading: below the nearest of a smaller level, after the last of its own level there. */
  enter(level: number, text: string): Heading {
    this.leave(level);
    const place = `${this.numberOf(this.current)}/${level}`;
    const heading: Heading = { text, level, parent: this.current, previous: this.lastAt.get(place) ?? null };
    this.lastAt.set(place, heading);
    this.current = heading;
    return heading;
  }

  /** Leaves every heading of this level and deeper. */
  leave(level: number): void {
    while (this.current && this.current.level >= level) this.current = this.current.parent;
  }

  private numberOf(heading: Heading | null): number {
    if (!heading) return -1;
    const known = this.numbers.get(heading) ?? this.numbers.size;
    this.numbers.set(heading, known);
    return known;
  }
}
