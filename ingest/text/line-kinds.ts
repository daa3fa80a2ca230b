import { columns, hasCjk } from './characters.ts';

const CODE_START =
  /^(import\s+[\w.]+|from\s+[\w.]+\s+import|def\s+\w+\(|class\s+\w+\s*[:({]|return\b.*[;()]|print\(|(?:const|let|var)\s+\w+\s*=|function\s+\w*\(|public\s+\w+|#include|\$\s+\w|pip install|npm (?:i|install|ci|run)\b|>>>|@\w+\(|\w+\s*=\s*[\w.]+\()/;
const CODE_BLOCK_LINE = /^(?:for|if|while)\s+.*:\s*$|^\w+\([^)]*\)\s*;?$/;
const SYMBOLS = /[=(){}[\];<>_\\|]/g;
const LIST_ITEM =
  /^(\s*)(?:[-*+•·▪◦●○]\s+|(?:\d{1,3}[.)]\s+|\d{1,2}[．、）]\s*)|[①②③④⑤⑥⑦⑧⑨⑩]\s*|[(（]\d{1,2}[)）]\s*)(?:\[[ xX]\]\s+)?(?=\S)/;
const NUMBERING =
  /^(?:第[一二三四五六七八九十\d]+[章节部分讲课][:：、\s]*|[\d一二三四五六七八九十]+(?:[.．]\d+)*[.．、)）](?!\d)\s*|\d+(?:\.\d+)+\s+)/;

/** True when the line reads as program code although no fence says so. */
export function looksLikeCode(line: string): boolean {
  const text = line.trim();
  if (!text || (hasCjk(text) && !/[;{}]\s*$/.test(text))) return false;
  if (CODE_START.test(text) || CODE_BLOCK_LINE.test(text)) return true;
  const symbols = text.slice(0, 400).match(SYMBOLS)?.length ?? 0;
  return symbols >= 4 && symbols / Math.min(text.length, 400) > 0.12 && !/[.!?。]$/.test(text);
}

/** Indentation and length of the marker when the line is a list item, else null. */
export function listMarker(line: string): { indent: number; length: number } | null {
  const match = LIST_ITEM.exec(line);
  return match ? { indent: (match[1] ?? '').length, length: match[0].length } : null;
}

/** Removes the outline number before a heading ("2.1 ", "第三章 ", "一、"). */
export function withoutNumbering(text: string): string {
  const rest = text.replace(NUMBERING, '').trim();
  return rest || text.trim();
}

/** True when a line that stands alone in a plain text reads as a heading. */
export function looksLikeHeading(line: string): boolean {
  const text = line.trim();
  if (!/\p{L}/u.test(text) || looksLikeCode(text) || /https?:|[=]/.test(text)) return false;
  if (/[?？]$/.test(text)) return columns(text) <= 50;
  return columns(text) <= 56 && !/[。！；，,.;：:!、]$/.test(text) && !/[，。；]/.test(text);
}

/** True when the line announces what follows it ("Its parts are:"). */
export function announces(text: string): boolean {
  return /[:：]\s*$/.test(text) && columns(text) <= 60;
}
