/** What a line of Markdown or plain text is, by how it begins. */
type Line = 'heading' | 'item' | 'row' | 'text';

/** @param before what stands between the start of the line and the sentence */
export function lineKind(before: string, text: string, lineStart: number): Line {
  if (/^\s{0,3}(?:>\s*)*#{1,6}\s/.test(before)) return 'heading';
  if (
    /^\s*(?:>\s*)*(?:[-*+•·▪◦●○]\s+|\d{1,3}[.)]\s+|\d{1,2}[．、）]\s*|[①-⑩]|[(（]\d{1,2}[)）]\s*)/.test(
      before,
    )
  )
    return 'item';
  const lineEnd = text.indexOf('\n', lineStart);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd).trim();
  if (line.startsWith('|') && line.indexOf('|', 1) > 0) return 'row';
  return 'text';
}

/** True when the next line is the rule under the header of a table. */
export function hasRule(text: string, end: number): boolean {
  return /^[^\n]*\n\s*\|?\s*:?-{2,}/.test(text.slice(end, end + 400));
}

/** A question alone on its line heads what follows. */
export function isQuestionHead(shown: string, endsLine: boolean): boolean {
  return endsLine && /[?？]$/.test(shown) && shown.length <= 120;
}

/** A few words that open a paragraph tell its subject ("Vectors."). */
export function isOpening(shown: string): boolean {
  if (/[,，;；]/.test(shown) || isShortAnswer(shown)) return false;
  if (/\p{Script=Han}/u.test(shown)) return /[:：]$/.test(shown) && shown.length <= 12;
  if (!/[.:]$/.test(shown) || /\b(is|are|was|were|has|have)\b/i.test(shown)) return false;
  return shown.split(/\s+/).length <= 6;
}

/** "Yes.", "不一定。" */
export function isShortAnswer(shown: string): boolean {
  if (/\p{Script=Han}/u.test(shown)) return /[。！]$/.test(shown) && shown.length <= 8;
  return /^(?:yes|no|not always|it depends|sometimes|mostly|hardly|rarely|usually)[.,!]?$/i.test(shown);
}
