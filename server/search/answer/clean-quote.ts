const LINK = /!?\[([^\]\n]*)\]\([^)\n]*\)/g;
const WIKI_LINK = /\[\[(?:[^\]|\n]*\|)?([^\]|\n]+)\]\]/g;
const STRONG = /(\*\*|__|~~)(?=\S)([^\n]*?\S)\1/g;
const EMPHASIS = /(^|[^\p{L}\p{N}*_])([*_])(?=[^\s*_])([^\n*_]*[^\s*_])\2(?![\p{L}\p{N}*_])/gu;
const CODE = /(`{1,3})([^`\n]+)\1/g;
const TAG = /<\/?[A-Za-z][^<>\n]{0,300}>/g;
const ESCAPE = /\\([\\`*_{}[\]()#+\-.!|~])/g;

/** A quote as it is shown: without Markdown's marks, on one line. */
export function cleanQuote(quote: string): string {
  return quote
    .replace(LINK, '$1')
    .replace(WIKI_LINK, '$1')
    .replace(CODE, '$2')
    .replace(STRONG, '$2')
    .replace(STRONG, '$2')
    .replace(EMPHASIS, '$1$3')
    .replace(TAG, ' ')
    .replace(ESCAPE, '$1')
    .replace(/^[|\s]+|[|\s]+$/g, '')
    .replace(/^(?:\*\*|__)|(?:\*\*|__)$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
