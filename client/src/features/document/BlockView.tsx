import { memo } from 'react';
import classes from './document.module.css';
import { type Highlight, inlineRuns, layOver, type Run } from './inline-runs.ts';
import type { Block } from './split-blocks.ts';

function Characters({
  text,
  start,
  end,
  isMarkdown,
  highlights,
}: {
  text: string;
  start: number;
  end: number;
  isMarkdown: boolean;
  highlights: readonly Highlight[];
}) {
  const runs: Run[] = isMarkdown ? inlineRuns(text, start, end) : [{ start, end, style: 'plain' }];
  return layOver(runs, highlights).map((segment) => {
    const characters = text.slice(segment.start, segment.end);
    const isMarked = segment.isQuote || segment.isMention || segment.isCurrent;
    if (segment.style === 'plain' && !isMarked) return characters;
    const Tag = isMarked ? 'mark' : 'span';
    return (
      <Tag
        key={segment.start}
        className={classes.run}
        data-style={segment.style}
        data-start={segment.start}
        {...(segment.isQuote ? { 'data-quote': true } : {})}
        {...(segment.isMention ? { 'data-mention': true } : {})}
        {...(segment.isCurrent ? { 'data-current': true } : {})}
      >
        {characters}
      </Tag>
    );
  });
}

const HEADING_TAGS = ['h3', 'h3', 'h4', 'h5', 'h6', 'h6'] as const;

/** One piece of a document, readable, every character in its place. */
export const BlockView = memo(function BlockView({
  block,
  text,
  isMarkdown,
  highlights,
}: {
  block: Block;
  text: string;
  isMarkdown: boolean;
  highlights: readonly Highlight[];
}) {
  const characters = (start: number, end: number) => (
    <Characters text={text} start={start} end={end} isMarkdown={isMarkdown} highlights={highlights} />
  );
  const content = characters(block.contentStart, block.end);
  switch (block.kind) {
    case 'heading': {
      const Tag = HEADING_TAGS[block.level - 1] ?? 'h6';
      return (
        <Tag className={classes.heading} data-level={block.level}>
          {content}
        </Tag>
      );
    }
    case 'list-item':
      return (
        <div className={classes.listItem} data-level={Math.min(block.level, 5)}>
          <span className={classes.bullet} aria-hidden>
            {block.bullet}
          </span>
          <p className={classes.paragraph}>{content}</p>
        </div>
      );
    case 'quote':
      return <blockquote className={classes.blockquote}>{content}</blockquote>;
    case 'code':
      return (
        <pre className={classes.code}>
          <Characters
            text={text}
            start={block.start}
            end={block.end}
            isMarkdown={false}
            highlights={highlights}
          />
        </pre>
      );
    case 'table-row':
      return (
        <div className={classes.tableRow} data-head={block.level === 1}>
          {block.cells.map((cell) => (
            <span key={cell.start} className={classes.cell}>
              {characters(cell.start, cell.end)}
            </span>
          ))}
        </div>
      );
    case 'rule':
      return <hr className={classes.rule} />;
    case 'table-rule':
    case 'fence':
      return null;
    case 'gap':
      return <div className={classes.gap} />;
    default:
      return (
        <p className={classes.paragraph} data-plain={!isMarkdown}>
          {content}
        </p>
      );
  }
});
