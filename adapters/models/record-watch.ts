import type { ChatRequest } from '../../domain/ports/language-model.ts';

/** Records in a row that their list had already: no list that we ask for has a reason to repeat three. */
const MOST_REPEATED = 3;
/** Records in a row that tell nothing new: that the list had already, or that are about nothing that was asked. A few may be so in good faith. */
const MOST_IDLE = 8;

/** Watches the JSON of a reply while it is written. */
export interface RecordWatch {
  /** Reads on. @returns true as soon as the reply runs in circles; the rest of it is not looked at */
  push(piece: string): boolean;
  /** Behind the last record that told something new before the reply ran in circles; null while it does not. */
  readonly circleStart: number | null;
}

/** The outermost list that is open: its elements are the records. */
interface RecordList {
  /** Brackets that are open inside of which its records stand, itself included. */
  depth: number;
  told: Set<string>;
  records: unknown[];
  newEnd: number;
  repeated: number;
  idle: number;
}

/**
 * Notices that a model tells the same records again and again, in a row or in turns of any length, as small models do until they are stopped. Records
 * are the objects and lists in the outermost list that is open; only white space makes no difference between two of them, and each list is looked at
 * for itself. Whatever stands around the JSON is passed over; what is not quite JSON is at worst not noticed.
 *
 * @param tells false for a record that is about nothing that was asked; told the lists that ended before, too
 */
export function createRecordWatch(tells: NonNullable<ChatRequest['tells']> = () => true): RecordWatch {
  let at = 0;
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let record = '';
  let list: RecordList | null = null;
  let circleStart: number | null = null;
  const ended: unknown[][] = [];

  const bracketOpens = (character: string, open: RecordList | null): void => {
    depth += 1;
    if (open) record = depth === open.depth + 1 ? character : record + character;
    else if (character === '[')
      list = { depth, told: new Set(), records: [], newEnd: at, repeated: 0, idle: 0 };
  };
  const bracketCloses = (character: string, open: RecordList | null): void => {
    depth = Math.max(0, depth - 1);
    record += character;
    if (open && depth < open.depth) {
      ended.push(open.records);
      list = null;
    } else if (
      open &&
      depth === open.depth &&
      isCircle(open, record, { at, tells: (one) => tells(one, ended) })
    )
      circleStart = open.newEnd;
  };
  const take = (character: string, open: RecordList | null): void => {
    if (quoted) {
      record += character;
      if (escaped) escaped = false;
      else if (character === '\\') escaped = true;
      else quoted = character !== '"';
    } else if (/[[{]/.test(character)) bracketOpens(character, open);
    else if (/[\]}]/.test(character)) bracketCloses(character, open);
    else if (!/\s/.test(character)) {
      quoted = character === '"';
      record += character;
    }
  };
  return {
    push(piece) {
      for (let next = 0; next < piece.length && circleStart === null; next += 1) {
        at += 1;
        take(piece[next] as string, list);
      }
      return circleStart !== null;
    },
    get circleStart() {
      return circleStart;
    },
  };
}

/** Counts a record that ends at `at`. */
function isCircle(
  list: RecordList,
  record: string,
  { at, tells }: { at: number; tells: (record: unknown) => boolean },
): boolean {
  const isRepeated = list.told.has(record);
  list.told.add(record);
  list.repeated = isRepeated ? list.repeated + 1 : 0;
  const value = parsed(record);
  list.records.push(value);
  list.idle = isRepeated || !tells(value) ? list.idle + 1 : 0;
  if (list.idle === 0) list.newEnd = at;
  return list.repeated >= MOST_REPEATED || list.idle >= MOST_IDLE;
}

function parsed(record: string): unknown {
  try {
    return JSON.parse(record);
  } catch {
    return undefined;
  }
}
