import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import styles from './map-canvas.module.css';
import type { Hover } from './scene-types.ts';

interface HoverCardProps {
  hover: Hover;
  typeName: (type: string) => string;
  describe: ((entityId: string) => Promise<string>) | undefined;
}

const GAP_PX = 10;
const EDGE_PX = 12;

/** The small card beside what is under the pointer: its name, its type, and one sentence when there is one. */
export function HoverCard({ hover, typeName, describe }: HoverCardProps) {
  const card = useRef<HTMLDivElement>(null);
  const sentence = useSentence(hover.id, describe);

  // Below and to the right, or where there is room; set without a render, before it is painted.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a sentence that comes later changes the card's size
  useLayoutEffect(() => {
    const element = card.current;
    const parent = element?.offsetParent;
    if (!element || !parent) return;
    const fitsRight = hover.x + hover.radius + GAP_PX + element.offsetWidth + EDGE_PX <= parent.clientWidth;
    const fitsBelow = hover.y + hover.radius + GAP_PX + element.offsetHeight + EDGE_PX <= parent.clientHeight;
    const reach = hover.radius + GAP_PX;
    const left = fitsRight ? hover.x + reach : hover.x - reach - element.offsetWidth;
    const top = fitsBelow ? hover.y + reach : hover.y - reach - element.offsetHeight;
    element.style.left = `${Math.max(EDGE_PX, left)}px`;
    element.style.top = `${Math.max(EDGE_PX, top)}px`;
  }, [hover, sentence]);

  return (
    <div ref={card} className={styles.card} role="tooltip">
      <p className={styles.cardName}>{hover.name}</p>
      <p className={styles.cardType}>{typeName(hover.type)}</p>
      {sentence !== '' && <p className={styles.cardSentence}>{sentence}</p>}
    </div>
  );
}

/** '' until it has come, and when there is none. */
function useSentence(id: string, describe: HoverCardProps['describe']): string {
  const [known, setKnown] = useState({ id: '', sentence: '' });
  useEffect(() => {
    if (!describe || id === '') return;
    let current = true;
    describe(id).then(
      (sentence) => current && setKnown({ id, sentence }),
      () => current && setKnown({ id, sentence: '' }),
    );
    return () => {
      current = false;
    };
  }, [id, describe]);
  return known.id === id ? known.sentence : '';
}
