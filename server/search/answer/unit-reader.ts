import type { Document } from '../../../domain/document.ts';
import type { SearchIndex } from '../search-index.ts';
import { readWords } from '../text/read-words.ts';
import { type AnswerUnit, readAnswerUnits } from './answer-units.ts';
import { formOf, type UnitText, unitTextOf } from './unit-text.ts';

/** A unit with the texts that concepts are looked for in. */
export interface ReadUnit {
  readonly unit: AnswerUnit;
  readonly own: UnitText;
  readonly head: UnitText;
  readonly path: UnitText;
  /** The header of its table; null outside of tables. */
  readonly header: UnitText | null;
  /** Its cells, as shown; empty outside of tables. */
  readonly columns: readonly string[];
  /** Ids of the entities named in it, in the order of their first mention. */
  readonly entityIds: ReadonlySet<string>;
  /** Their names as written, in the form that concepts are searched in. */
  readonly names: readonly string[];
}

const unitsByIndex = new WeakMap<SearchIndex, Map<string, readonly ReadUnit[]>>();

/** So many documents are kept read. */
const MOST_DOCUMENTS = 2000;

/** The units of a document, in order; read once an index while there is room. */
export function unitsOfDocument(index: SearchIndex, documentId: string): readonly ReadUnit[] {
  let known = unitsByIndex.get(index);
  if (!known) {
    known = new Map();
    unitsByIndex.set(index, known);
  }
  let units = known.get(documentId);
  if (!units) {
    units = readUnits(index, documentId);
    if (known.size >= MOST_DOCUMENTS) known.clear();
    known.set(documentId, units);
  }
  return units;
}

function readUnits(index: SearchIndex, documentId: string): ReadUnit[] {
  const { snapshot } = index;
  const document = snapshot.documentById.get(documentId);
  if (!document) return [];
  const texts = new Map<string, UnitText>();
  const textOf = (text: string): UnitText => {
    let known = texts.get(text);
    if (!known) {
      known = unitTextOf(text);
      texts.set(text, known);
    }
    return known;
  };
  const units = readAnswerUnits(document, snapshot.chunksOf(documentId));
  const headers = new Map(
    units.filter(({ kind }) => kind === 'row-header').map(({ block, text }) => [block, text]),
  );
  return units.map((unit) => ({
    unit,
    ...headerOf(unit, headers, textOf),
    own: unitTextOf(unit.text),
    head: textOf(unit.head),
    path: textOf(unit.path.join('\n')),
    ...namesIn(index, document, unit),
  }));
}

function headerOf(
  { kind, block }: AnswerUnit,
  headers: ReadonlyMap<number, string>,
  textOf: (text: string) => UnitText,
): Pick<ReadUnit, 'header' | 'columns'> {
  const header = kind === 'row' ? headers.get(block) : undefined;
  return header === undefined
    ? { header: null, columns: [] }
    : { header: textOf(header), columns: cellsOf(header) };
}

/** The cells of a row, as shown. */
export function cellsOf(row: string): string[] {
  return row.split('|').map((cell) => cell.trim());
}

function namesIn(
  { snapshot }: SearchIndex,
  document: Document,
  unit: AnswerUnit,
): Pick<ReadUnit, 'entityIds' | 'names'> {
  const mentions = snapshot
    .mentionsIn(unit.chunkId)
    .filter(({ start, end }) => start >= unit.start && end <= unit.end);
  return {
    entityIds: new Set(mentions.map(({ entityId }) => entityId)),
    names: mentions.map(({ start, end }) => formOf(readWords(document.text.slice(start, end)))),
  };
}
