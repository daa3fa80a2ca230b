import { extentOf } from './extent.ts';
import { median } from './median.ts';
import type { PdfLine } from './pdf-line.ts';

/** Lines that belong together. Lines of one block have about one size. */
export interface PdfBlock {
  kind: 'paragraph' | 'heading' | 'list-item' | 'table' | 'code';
  lines: PdfLine[];
  size: number;
}

/** What blocks are told by: the size of the document's prose, and how far apart its lines stand, in sizes. */
export interface PdfStyle {
  bodySize: number;
  pitch: number;
  /** True when some lines are set as code, among prose that is not. */
  hasCode: boolean;
}

/** Lines of prose stand at most two of its own apart. */
const MAX_PITCH = 2.4;

const BULLET = /^(?:[•·▪◦●○‣■□◆➢✓]\s*|[-–—*]\s)/;
const NUMBER = /^(?:\(?\d{1,2}[.)）]\s|[①-⑳]|[（(]\d{1,2}[)）]|\[\d{1,3}\]\s)/;
const SECTION =
  /^(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[\p{Lu}\p{Lo}]|第[一二三四五六七八九十百\d]+[章节]\s*\p{L})/u;
const SECTION_WORD =
  /^(?:\d{1,2}\.?\s+)?(?:abstract|introduction|background|related work|methods?|results?|discussion|conclusions?|acknowledge?ments?|references|bibliography|appendix|摘要|引言|绪论|相关工作|方法|实验|结果|讨论|结论|总结|致谢|参考文献|附录)$/i;
const ENDS_SENTENCE = /[.。！？!?:：;；]["”’」』）)\]]*$/;

/** The prose's size is the one most characters have; its pitch the median distance of lines in sizes. */
export function styleOf(groups: readonly (readonly PdfLine[])[]): PdfStyle {
  const characters = new Map<number, number>();
  const pitches: number[] = [];
  let mono = 0;
  let all = 0;
  for (const lines of groups)
    lines.forEach((line, at) => {
      const size = Math.round(line.size * 2) / 2;
      characters.set(size, (characters.get(size) ?? 0) + line.text.length);
      all += line.text.length;
      if (line.isMono) mono += line.text.length;
      const previous = lines[at - 1];
      if (previous && isSameSize(previous, line)) pitches.push((line.y - previous.y) / line.size);
    });
  let bodySize = 10;
  let most = 0;
  for (const [size, count] of characters) if (count > most) [bodySize, most] = [size, count];
  // A text that was typed is no code.
  return { bodySize, pitch: Math.min(median(pitches) ?? 1.2, MAX_PITCH), hasCode: mono < 0.4 * all };
}

/** Cuts the lines of one column, or the lines across columns, into blocks. */
export function blocksOf(lines: readonly PdfLine[], style: PdfStyle): PdfBlock[] {
  const column = columnOf(lines, style);
  const blocks: PdfBlock[] = [];
  lines.forEach((line, at) => {
    const block = blocks.at(-1);
    const previous = lines[at - 1];
    if (block && previous && continues(block, previous, line, column)) block.lines.push(line);
    else blocks.push({ kind: kindOf(line, lines[at + 1], style), lines: [line], size: line.size });
  });
  for (const block of blocks) settleKind(block, style);
  return blocks;
}

interface Column {
  x0: number;
  x1: number;
  /** Where most lines begin. */
  usual: number;
  /** Distance of lines, in sizes. */
  pitch: number;
}

function columnOf(lines: readonly PdfLine[], style: PdfStyle): Column {
  const starts = new Map<number, number>();
  for (const { x0 } of lines) starts.set(Math.round(x0 / 3), (starts.get(Math.round(x0 / 3)) ?? 0) + 1);
  const [usual = [0]] = [...starts].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  const pitches = lines.slice(1).flatMap((line, at) => {
    const previous = lines[at];
    return previous && isSameSize(previous, line) ? [(line.y - previous.y) / line.size] : [];
  });
  const own = pitches.length >= 4 ? median(pitches) : null;
  return {
    ...extentOf(lines),
    usual: (usual[0] ?? 0) * 3,
    pitch: Math.min(own ?? style.pitch, style.pitch * 1.5),
  };
}

function isNearSize(one: { size: number }, other: { size: number }): boolean {
  return Math.abs(one.size - other.size) <= 0.15 * Math.max(one.size, other.size);
}

function isSameSize(one: { size: number }, other: { size: number }): boolean {
  return Math.abs(one.size - other.size) <= 0.08 * Math.max(one.size, other.size);
}

function kindOf(line: PdfLine, next: PdfLine | undefined, { bodySize, hasCode }: PdfStyle): PdfBlock['kind'] {
  if (hasCode && line.isMono) return 'code';
  if (line.size >= 1.12 * bodySize) return 'heading';
  if (next && areRows(line, next)) return 'table';
  if (BULLET.test(line.text) || NUMBER.test(line.text)) return 'list-item';
  return 'paragraph';
}

/** True for two rows of a table: a cell stands below a cell. (Words of lines that are set to one width stand apart anywhere.) */
function areRows(one: PdfLine, other: PdfLine): boolean {
  const [, ...cells] = one.cells;
  const [, ...below] = other.cells;
  const reach = 0.5 * other.size;
  return cells.some((cell) =>
    below.some(({ x0, x1 }) => Math.abs(x0 - cell.x0) < reach || Math.abs(x1 - cell.x1) < reach),
  );
}

/** Whether a line goes on with the block that ends in `previous`. */
function continues(block: PdfBlock, previous: PdfLine, line: PdfLine, column: Column): boolean {
  if (block.kind === 'code') return line.isMono && line.y > previous.y;
  const size = Math.max(line.size, previous.size);
  const isFar = line.y - previous.y > 1.3 * column.pitch * size || line.y < previous.y;
  // A line that is mostly code, in its smaller font, stands in the middle of prose.
  const isMixed = block.kind !== 'heading' && !isFar && isNearSize(previous, line);
  if (!isSameSize(previous, line) && !isMixed) return false;
  if (block.kind === 'heading') return !isFar || line.y - previous.y < 1.6 * size;
  if (block.kind === 'table') return line.cells.length > 1 && !isFar;
  if (isFar || SECTION_WORD.test(line.text)) return false;
  const width = column.x1 - column.x0;
  const room = column.x1 - previous.x1;
  const isShort = room > 0.4 * width || (room > 0.15 * width && ENDS_SENTENCE.test(previous.text));
  if (isShort || SECTION_WORD.test(previous.text)) return false;
  // The number of a section opens a line, and so may one in the middle of a sentence.
  const isOpen = room < 0.1 * width && !ENDS_SENTENCE.test(previous.text);
  if (SECTION.test(line.text) && !isOpen) return false;
  if (SECTION.test(previous.text) && block.lines.length === 1 && !isOpen) return false;
  if (BULLET.test(line.text)) return false;
  const shift = line.x0 - previous.x0;
  if (NUMBER.test(line.text) && (ENDS_SENTENCE.test(previous.text) || Math.abs(shift) > 0.5 * size))
    return false;
  if (areRows(previous, line)) return false;
  // Indented first lines, or, where most lines are indented, first lines that are not.
  const first = block.lines[0] ?? previous;
  if (block.kind === 'list-item') return line.x0 >= first.x0 - 0.5 * size;
  if (shift > 0.8 * size && block.lines.length > 1) return false;
  if (shift > 0.8 * size && Math.abs(line.x0 - column.usual) > 0.5 * size) return false;
  return !(shift < -0.8 * size && block.lines.length > 1 && column.usual > line.x0 + 0.8 * size);
}

function settleKind(block: PdfBlock, style: PdfStyle): void {
  const text = block.lines.map((line) => line.text).join(' ');
  if (block.kind === 'heading' && (text.length > 250 || !/\p{L}/u.test(text))) block.kind = 'paragraph';
  if (block.kind === 'table' && block.lines.length < 2) block.kind = 'paragraph';
  if (block.kind !== 'paragraph' && block.kind !== 'list-item') return;
  const isShort = block.lines.length === 1 && text.length <= 100 && !/[.。，,;；:：]$/.test(text);
  const isSection =
    isShort && block.size >= 0.9 * style.bodySize && (SECTION.test(text) || SECTION_WORD.test(text));
  if (isSection) block.kind = 'heading';
}
