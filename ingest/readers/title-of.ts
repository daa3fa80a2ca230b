import { isMarkdownText } from '../../domain/document.ts';

const MAX_TITLE_LENGTH = 200;
/** A first line longer than this is prose, not a title. */
const MAX_LINE_LENGTH = 80;

/** A document's title: front matter, else the first heading, else a short first line, else the name of its file. */
export function titleOf(text: string, source: string, mediaType: string): string {
  const body = withoutFrontMatter(text);
  const found = isMarkdownText(mediaType)
    ? (frontMatterTitle(text) ?? firstHeading(body) ?? firstLine(body))
    : (atxHeading(firstLine(body) ?? '') ?? firstLine(body));
  return (found ?? nameOf(source)).slice(0, MAX_TITLE_LENGTH);
}

const FRONT_MATTER = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;

function withoutFrontMatter(text: string): string {
  return text.replace(FRONT_MATTER, '');
}

function frontMatterTitle(text: string): string | null {
  const block = FRONT_MATTER.exec(text)?.[1];
  const value = block && /^title[ \t]*:[ \t]*(.+)$/im.exec(block)?.[1]?.trim();
  const bare = value?.replace(/^(["'])(.*)\1$/, '$2').trim();
  return bare || null;
}

/** The first ATX or setext heading outside fenced code. */
function firstHeading(text: string): string | null {
  let fence: string | null = null;
  let previous = '';
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]?.charAt(0);
    if (mark && (fence === null || fence === mark)) fence = fence === null ? mark : null;
    if (fence === null) {
      const heading = atxHeading(line);
      if (heading) return heading;
      if (/^ {0,3}(=+|-{2,})[ \t]*$/.test(line) && previous.trim() !== '') return withoutMarks(previous);
    }
    previous = line;
  }
  return null;
}

function atxHeading(line: string): string | null {
  const heading = /^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/.exec(line)?.[1];
  return heading ? withoutMarks(heading) || null : null;
}

function firstLine(text: string): string | null {
  const line = /\S[^\n]*/.exec(text)?.[0]?.trim();
  if (!line || line.length > MAX_LINE_LENGTH || /[。！？!?.,，；;:：]$/.test(line)) return null;
  return withoutMarks(line) || null;
}

/** Markdown's emphasis, code and link marks taken off. */
function withoutMarks(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`+)(.+?)\1/g, '$2')
    .replace(/^[-*+>]\s+/, '')
    .trim();
}

/** The name of a source's file without folders and ending. */
export function nameOf(source: string): string {
  const name = source.slice(source.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 && !name.includes('#') ? name.slice(0, dot) : name;
}
