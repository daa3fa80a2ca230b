import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentResponse } from '../../../../domain/api/documents.ts';
import { isMarkdownText } from '../../../../domain/document.ts';
import type { Span } from '../../../../domain/span.ts';
import { BlockView } from './BlockView.tsx';
import classes from './document.module.css';
import type { Highlight } from './inline-runs.ts';
import { type Block, blockAt, splitBlocks } from './split-blocks.ts';

const CHARACTERS_A_LINE = 60;
const LINE_PX = 24;

/** Highlights by block, so that a block without any keeps its identity and is not drawn again. */
function highlightsByBlock(
  blocks: readonly Block[],
  highlights: readonly Highlight[],
): Map<number, Highlight[]> {
  const byBlock = new Map<number, Highlight[]>();
  for (const highlight of highlights) {
    for (let index = blockAt(blocks, highlight.start); index < blocks.length; index += 1) {
      const block = blocks[index];
      if (!block || block.start >= highlight.end) break;
      byBlock.set(index, [...(byBlock.get(index) ?? []), highlight]);
    }
  }
  return byBlock;
}

const NO_HIGHLIGHTS: Highlight[] = [];

interface Marked {
  quote: Span | null;
  mentions: readonly Span[];
  target: Span | null;
}

function useHighlights(blocks: readonly Block[], { mentions, quote, target }: Marked) {
  return useMemo(() => {
    const all: Highlight[] = mentions.map(({ start, end }) => ({ start, end, kind: 'mention' }));
    if (quote) all.push({ ...quote, kind: 'quote' });
    if (target) all.push({ ...target, kind: 'current' });
    return highlightsByBlock(blocks, all);
  }, [blocks, mentions, quote, target]);
}

/** In pixels, until the block is measured. */
function likelyHeight(block: Block | undefined): number {
  if (!block || block.kind === 'gap') return LINE_PX / 2;
  if (block.kind === 'fence' || block.kind === 'table-rule') return 0;
  return LINE_PX * Math.ceil((block.end - block.start + 1) / CHARACTERS_A_LINE);
}

/** The text of a document, only what is in sight being in the page, scrolled to `target` whenever that changes. */
export function DocumentText({ document, quote, mentions, target }: Marked & { document: DocumentResponse }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { text, mediaType } = document;
  const isMarkdown = isMarkdownText(mediaType);
  const blocks = useMemo(() => splitBlocks(text, isMarkdown), [text, isMarkdown]);
  const highlights = useHighlights(blocks, { mentions, quote, target });
  const virtualizer = useVirtualizer({
    count: blocks.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => likelyHeight(blocks[index]),
    overscan: 6,
    paddingStart: 12,
    paddingEnd: 48,
  });
  useScrollToTarget(virtualizer, scroller, blocks, target);
  return (
    <section
      ref={scroller}
      className={classes.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('document.text', { title: document.title })}
    >
      <div
        className={classes.canvas}
        style={{ height: virtualizer.getTotalSize() }}
        lang={document.language === 'zh' ? 'zh-CN' : document.language === 'en' ? 'en' : undefined}
      >
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const block = blocks[index];
          return block ? (
            <div
              key={key}
              data-index={index}
              ref={virtualizer.measureElement}
              className={classes.block}
              style={{ transform: `translateY(${start}px)` }}
            >
              <BlockView
                block={block}
                text={text}
                isMarkdown={isMarkdown}
                highlights={highlights.get(index) ?? NO_HIGHLIGHTS}
              />
            </div>
          ) : null;
        })}
      </div>
    </section>
  );
}

/** The first visible run that is marked at or behind the offset: a quote may begin with a mark that is not shown. */
function firstRunFrom(root: HTMLElement | null, start: number): HTMLElement | undefined {
  const runs = root?.querySelectorAll<HTMLElement>('mark[data-start]') ?? [];
  return [...runs].find((run) => Number(run.dataset.start) >= start && run.dataset.style !== 'mark');
}

/** Brings the block of the target into sight, then, once it is measured, its very characters. */
function useScrollToTarget(
  virtualizer: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>,
  scroller: React.RefObject<HTMLDivElement | null>,
  blocks: readonly Block[],
  target: Span | null,
): void {
  useEffect(() => {
    if (!target) return;
    const { start } = target;
    virtualizer.scrollToIndex(blockAt(blocks, start), { align: 'center' });
    let frames = 0;
    let frame = requestAnimationFrame(function settle() {
      firstRunFrom(scroller.current, start)?.scrollIntoView({ block: 'center' });
      frames += 1;
      if (frames < 4) frame = requestAnimationFrame(settle);
    });
    return () => cancelAnimationFrame(frame);
  }, [virtualizer, scroller, blocks, target]);
}
