import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecordWatch } from '../../../../adapters/models/record-watch.ts';

/** Reads the text in pieces as it would come. @returns how much of it was read, and what stands before the circle */
function watched(
  text: string,
  { size = 3, tells }: { size?: number; tells?: Parameters<typeof createRecordWatch>[0] } = {},
) {
  const watch = createRecordWatch(tells);
  for (let at = 0; at < text.length; at += size)
    if (watch.push(text.slice(at, at + size)))
      return { read: at + size, before: text.slice(0, watch.circleStart ?? 0) };
  return null;
}

const recorded = (name: string): string =>
  (
    JSON.parse(
      readFileSync(new URL(`../../../fixtures/model-replies/${name}.json`, import.meta.url), 'utf8'),
    ) as { text: string }
  ).text;

const record = fc.record({ n: fc.string(), s: fc.array(fc.nat(9), { maxLength: 3 }), d: fc.string() });
const distinct = fc.uniqueArray(record, {
  selector: (one) => JSON.stringify(one),
  minLength: 1,
  maxLength: 40,
});
const anyText = (records: readonly unknown[], indent: number): string =>
  `Here it is: {"entities":[${records.map((one) => JSON.stringify(one, null, indent)).join(', ')}`;

describe('a reply that tells its records again and again', () => {
  it('is cut after three that it told before, in turns of whatever length, and keeps what stands before', () => {
    fc.assert(
      fc.property(
        distinct,
        fc.nat(40),
        fc.nat(3),
        fc.integer({ min: 1, max: 60 }),
        (told, turn, indent, size) => {
          const again = told.slice(-1 - turn);
          const circle = Array.from({ length: 100 }, (_, at) => again[at % again.length]);
          const before = anyText(told, indent);
          const found = watched(anyText([...told, ...circle], indent), { size });
          expect(found?.before).toBe(before);
          expect(found?.read).toBeLessThan(
            anyText([...told, ...circle.slice(0, 3)], indent).length + size + 1,
          );
        },
      ),
    );
  });

  it('is one that differs in white space alone', () => {
    const [line, spread] = ['{"n":"LoRA","s":[1]}', '{ "n": "LoRA",\n  "s": [1] }'];
    expect(watched(`[${line},${spread},${line},${spread}`)).toMatchObject({ before: `[${line}` });
  });

  it.each([
    ['circles-in-turns', 17],
    ['circles-of-seven', 16],
    ['circles-of-wrong-names', 17],
    ['loop-in-schema', 4],
  ])('is known as a small model really told it: %s', (name, kept) => {
    const text = recorded(name);
    const found = watched(text);
    expect(found?.before.match(/"[A-Z]{3,}"/g)?.length).toBeGreaterThanOrEqual(kept);
    expect(found?.read).toBeLessThan(text.length * 0.8);
  });
});

describe('a reply that goes on about nothing that was asked', () => {
  const text = recorded('circles-beside-the-text');

  it('is cut when the caller says so of eight in a row, and keeps what stands before', () => {
    const tells = (one: unknown): boolean => !/^茶树./.test((one as { n: string }).n);
    expect(watched(text, { tells })?.before).toMatch(
      /"高效液相色谱","t":"METHOD","a":\["茶树"\],"s":\[\]\}$/,
    );
    expect(watched(text)).toBeNull();
  });

  it('is judged by what its earlier lists hold', () => {
    const things = [{ n: 'a' }, { n: 'b' }];
    const between = Array.from({ length: 30 }, (_, o) => ({ f: 0, o }));
    const tells = (record: unknown, [first]: readonly (readonly unknown[])[]) =>
      first === undefined || (record as { o: number }).o < first.length;
    const found = watched(JSON.stringify({ things, between }), { tells });
    expect(found?.before).toMatch(/"b"\}\],"between":\[\{"f":0,"o":0\},\{"f":0,"o":1\}$/);
    expect(watched(JSON.stringify({ between: between.slice(0, 2), things }), { tells })).toBeNull();
  });

  it('may leave what was asked for a while', () => {
    const tells = (one: unknown): boolean => one !== 0 && (one as { n: number }).n % 5 === 0;
    expect(watched(JSON.stringify(Array.from({ length: 50 }, (_, n) => ({ n }))), { tells })).toBeNull();
  });
});

describe('a reply that is only long', () => {
  it('is read to its end when its records differ in anything', () => {
    fc.assert(
      fc.property(distinct, fc.nat(3), (told, indent) => {
        expect(watched(`${anyText(told, indent)}],"relationships":[]}`)).toBeNull();
      }),
    );
  });

  it('may tell one thing twice, and now and then', () => {
    const told = Array.from({ length: 60 }, (_, at) => ({ n: at % 3 === 2 ? at : 'again' }));
    expect(watched(JSON.stringify({ entities: told }))).toBeNull();
  });

  it('may have the same in two lists, and the same lists in its records', () => {
    const things = Array.from({ length: 9 }, (_, n) => ({ n, a: [[1], [1], [1], [1]] }));
    expect(watched(JSON.stringify({ entities: things, others: things, relationships: things }))).toBeNull();
  });

  it('may have brackets, quotes and circles inside of its texts', () => {
    const told = Array.from({ length: 9 }, (_, n) => ({ n, d: '"]},{"n":1},{"n":1},{"n":1},{"n":1}\\' }));
    expect(watched(JSON.stringify(told))).toBeNull();
    expect(watched('He said [1] and [1], and [1] again [1] (and "so on] [1] [1]')).toBeNull();
  });
});
