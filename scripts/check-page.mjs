import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Two rules of the page that no linter knows: colours stand in client/src/theme only, and every text a person reads comes from
 * client/src/i18n (whose types make a missing language an error of tsc).
 */
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const source = path.join(root, 'client/src');

const colour =
  /(?<![\w&])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![\w-])|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(\s*[\d.]/gi;
const namedColour =
  /(?:color|background|fill|stroke|border(?:-\w+)?)['"]?\s*[:=]\s*['"]?(?:black|white|red|green|blue|gr[ae]y|orange|yellow|purple|pink|teal|navy)\b/gi;
const attributeText =
  /\b(?:aria-label|label|placeholder|title|alt|description|aria-description)="[^"]*\p{L}{2}[^"]*"/gu;
const elementText = /(?<=[\w"'}/])>\s*([^<>{}=;()&|]*\p{L}{2}[^<>{}=;()&|]*)<\//gu;

const problems = [];
for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
  const file = path.join(entry.parentPath, entry.name);
  const relative = path.relative(root, file).split(path.sep).join('/');
  if (!entry.isFile() || !/\.(tsx?|css)$/.test(file)) continue;
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  );
  const find = (pattern, message) => {
    for (const match of text.matchAll(pattern)) {
      const line = text.slice(0, match.index).split('\n').length;
      problems.push(`${relative}:${line} ${message}: ${match[0].trim()}`);
    }
  };
  if (!relative.startsWith('client/src/theme/')) {
    find(colour, 'a colour outside client/src/theme');
    find(namedColour, 'a colour outside client/src/theme');
  }
  if (file.endsWith('.tsx') && !relative.startsWith('client/src/i18n/')) {
    find(attributeText, 'a text outside client/src/i18n');
    find(elementText, 'a text outside client/src/i18n');
  }
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exit(problems.length === 0 ? 0 : 1);
