/**
 * A quotation as people read it: without the marks of Markdown (emphasis, code, headings, list bullets, links, table
 * bars), spaces joined. For display only: its characters no longer count as offsets.
 */
export function cleanMarks(text: string): string {
  return text
    .replace(/^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,3}[.)][ \t]+)+/gm, '')
    .replace(/^[ \t]*\|?[ \t]*:?-{2,}[-|: \t]*$/gm, '')
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/\[\[([^\]|\n]+\|)?([^\]\n]+)\]\]/g, '$2')
    .replace(/(\*\*|__|~~)(?=\S)([\s\S]*?\S)\1/g, '$2')
    .replace(/(^|[^\w*\\])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])/g, '$1$2')
    .replace(/`+([^`\n]+)`+/g, '$1')
    .replace(/^[ \t]*\||\|[ \t]*$/gm, '')
    .replace(/[ \t]+\|[ \t]+/g, ' · ')
    .replace(/\\([\\`*_{}[\]()#+\-.!|~<>$=])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
