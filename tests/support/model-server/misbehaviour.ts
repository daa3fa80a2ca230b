/** How a call goes wrong. */
export type Misbehaviour =
  /** 429, with Retry-After when seconds are given. */
  | { kind: 'rate-limit'; retryAfterSeconds?: number; message?: string }
  | { kind: 'server-error'; status?: number }
  /** The caller is sent to another address. */
  | { kind: 'redirect'; status: number; to: string }
  /** The connection is closed before anything was sent. */
  | { kind: 'hang-up' }
  /** Some of the reply is sent, then the connection is closed; or the stream ends as if all were said, without saying why. */
  | { kind: 'cut-stream'; politely?: boolean }
  /** Nothing is sent until `release()` of the server. */
  | { kind: 'slow' }
  /** Status 200 and a web page. */
  | { kind: 'web-page' }
  /** Just these bytes, with this type (a stream of events unless told); the connection stays open until the caller ends it, when told so. */
  | { kind: 'raw'; body: string; type?: string; isLeftOpen?: boolean }
  /** The reply is not what was meant. */
  | { kind: 'malformed'; how: Malformation };

/** What real models do to a reply (RIVALS.md, and the recorded ones in `tests/fixtures/model-replies`). */
export const MALFORMATIONS = [
  'fenced',
  'thinking',
  'unopened-thinking',
  'talk-around',
  'apology',
  'empty',
  'cut-at-limit',
  'cut-without-a-word',
  'runaway',
  'wrong-brackets',
  'missing-commas',
  'end-marker',
  'single-quotes',
  'trailing-commas',
  'numbers-as-words',
  'string-in-string',
] as const;
/** `circles`: whole records again and again, so that what it told before is kept: what becomes of it is another matter than with all others. */
export type Malformation = (typeof MALFORMATIONS)[number] | 'circles';

export interface MalformedReply {
  text: string;
  finish: 'stop' | 'length';
}

/** The reply as a model gets it wrong. */
export function malform(text: string, how: Malformation): MalformedReply {
  const stop = (changed: string): MalformedReply => ({ text: changed, finish: 'stop' });
  switch (how) {
    case 'fenced':
      return stop(`\`\`\`json\n${text}\n\`\`\``);
    case 'thinking':
      return stop(`<think>\nThe user wants {"JSON"}. First I look at the names.\n</think>\n\n${text}`);
    case 'unopened-thinking':
      return stop(`So I should list [all] of them.\n</think>\n${text}`);
    case 'talk-around':
      return stop(`Sure! Here is what I found:\n\n${text}\n\nLet me know if you need anything else.`);
    case 'apology':
      return stop("I'm sorry, but I can't help with extracting this information.");
    case 'empty':
      return stop('');
    case 'cut-at-limit':
      return { text: text.slice(0, Math.ceil(text.length * 0.6)), finish: 'length' };
    case 'cut-without-a-word':
      return stop(text.slice(0, Math.ceil(text.length * 0.6)));
    case 'runaway':
      return {
        text: text.slice(0, Math.ceil(text.length / 2)) + ', ["the same", "again"]'.repeat(2000),
        finish: 'length',
      };
    case 'circles':
      return { text: inCircles(text), finish: 'length' };
    case 'wrong-brackets':
      return stop(text.replace(/\]([^\]]*)$/, ')$1'));
    case 'missing-commas':
      return stop(text.replaceAll('],[', '] ['));
    case 'end-marker':
      return stop(`${text}<|COMPLETE|>`);
    case 'single-quotes':
      return stop(text.replaceAll('"', "'"));
    case 'trailing-commas':
      return stop(text.replace(/([\]}])/g, ',$1').replace(/([[{]),/g, '$1'));
    case 'numbers-as-words':
      return stop(text.replace(/(?<=[[,:])\d(?=[\],}])/g, (digit) => `"${WORDS[Number(digit)]}"`));
    case 'string-in-string':
      return stop(JSON.stringify(text));
  }
}

/** Up to the last record of the first list, then the last four in turns until the limit. What stands behind the list never comes. */
function inCircles(text: string): string {
  const [[name, records]] = Object.entries(JSON.parse(text) as Record<string, unknown[]>) as [
    [string, unknown[]],
  ];
  const turns = Array.from({ length: 50 }, () => records.slice(-4)).flat();
  return `{"${name}":[${[...records, ...turns].map((record) => JSON.stringify(record)).join(',')}`;
}

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Nothing, no choices, an end that is a failure, and an error in the middle. */
const ODD_REPLIES = [
  '',
  'data: {"choices":[]}\n\ndata: [DONE]\n\n',
  'data: {"choices":[{"delta":{"content":"{"},"finish_reason":"error"}]}\n\n',
  'data: {"choices":[{"delta":{"content":"{"}}]}\n\ndata: {"error":{"message":"overloaded","code":502}}\n\n',
];

/**
 * Misbehaviour that comes again with the same seed: a given share of calls, each in one of all ways. Refusals ask for no wait, so that tests need
 * none.
 */
export function randomMisbehaviour(seed: number, share: number): () => Misbehaviour | null {
  const random = createRandom(seed);
  const ways: Misbehaviour[] = [
    { kind: 'rate-limit', retryAfterSeconds: 0 },
    { kind: 'server-error' },
    { kind: 'hang-up' },
    { kind: 'cut-stream' },
    { kind: 'cut-stream', politely: true },
    { kind: 'web-page' },
    ...ODD_REPLIES.map((body): Misbehaviour => ({ kind: 'raw', body })),
    ...MALFORMATIONS.map((how): Misbehaviour => ({ kind: 'malformed', how })),
  ];
  return () => {
    if (random() >= share) return null;
    return ways[Math.floor(random() * ways.length)] ?? null;
  };
}

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
