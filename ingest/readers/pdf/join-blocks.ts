import type { PdfBlock } from './pdf-blocks.ts';

const ENDS_PARAGRAPH = /[.。！？!?:：]["”’」』）)\]]*$/;
const GOES_ON = /^[\p{Ll}\p{Lo}\d“"(（，,。；;]/u;

/**
 * Blocks of groups in reading order, paragraphs that go on in the next column or on the next page made whole. Such a paragraph comes after
 * the notes at the foot of its first page, so that pages follow one another in the text.
 */
export function joinBlocks(groups: readonly (readonly PdfBlock[])[]): PdfBlock[] {
  const joined: PdfBlock[] = [];
  for (const group of groups) {
    group.forEach((block, at) => {
      const open = at === 0 ? openBlock(joined, block) : -1;
      const paragraph = joined[open];
      if (!paragraph) joined.push(block);
      else {
        joined.splice(open, 1);
        joined.push({ ...paragraph, lines: [...paragraph.lines, ...block.lines] });
      }
    });
  }
  return joined;
}

/** Place of the paragraph that the block goes on with; -1 when it begins its own. Only smaller print may lie between. */
function openBlock(joined: readonly PdfBlock[], block: PdfBlock): number {
  const first = block.lines[0]?.text ?? '';
  if (block.kind !== 'paragraph' || !GOES_ON.test(first)) return -1;
  for (let at = joined.length - 1; at >= Math.max(0, joined.length - 6); at -= 1) {
    const candidate = joined[at];
    if (!candidate) return -1;
    const isSameSize = Math.abs(candidate.size - block.size) <= 0.05 * block.size;
    const isProse = candidate.kind === 'paragraph' || candidate.kind === 'list-item';
    if (isSameSize && isProse) return ENDS_PARAGRAPH.test(candidate.lines.at(-1)?.text ?? '') ? -1 : at;
    if (candidate.size > 0.95 * block.size) return -1;
  }
  return -1;
}
