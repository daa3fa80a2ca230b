import type { SearchIndex } from '../search-index.ts';
import { type AnswerUnit, readAnswerUnits } from './answer-units.ts';
import { type UnitText, unitTextOf } from './unit-text.ts';

/** A unit with the texts that concepts are looked for in. */
export interface ReadUnit {
  readonly unit: AnswerUnit;
  readonly own: UnitText;
  readonly head: UnitText;
  readonly path: UnitText;
  /** The header of its table; null outside of tables. */
  readonly header: UnitText | null;
  /** Ids of the entities named in it. */
  readonly entityIds: ReadonlySet<string>;
}

const unitsByIndex = new WeakMap<SearchIndex, Map<string, readonly ReadUnit[]>>();

/** The units of a document, in order; read once an index. */
export function unitsOfDocument(index: SearchIndex, documentId: string): readonly ReadUnit[] {
  let known = unitsByIndex.get(index);
  if (!known) {
    known = new Map();
    unitsByIndex.set(index, known);
  }
  let units = known.get(documentId);
  if (!units) {
    units = readUnits(index, documentId);
    known.set(documentId, units);
  }
  return units;
}

function readUnits({ snapshot }: SearchIndex, documentId: string): ReadUnit[] {
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
    units.filter(({ kind }) => kind === 'row-header').map(({ block, text }) => [block, textOf(text)]),
  );
  return units.map((unit) => ({
    unit,
    header: unit.kind === 'row' ? (headers.get(unit.block) ?? null) : null,
    own: unitTextOf(unit.text),
    head: textOf(unit.head),
    path: textOf(unit.path.join('\n')),
    entityIds: new Set(
      snapshot
        .mentionsIn(unit.chunkId)
        .filter(({ start, end }) => start >= unit.start && end <= unit.end)
        .map(({ entityId }) => entityId),
    ),
  }));
}
