import type { EventObject } from 'cytoscape';
import { entityOf, type NodeLayer, relationshipOf } from './node-layer.ts';

/** What lies under the pointer. */
export type PointerTarget =
  | { kind: 'entity'; entity: number }
  | { kind: 'region'; region: number }
  | { kind: 'relationship'; id: string }
  | { kind: 'nothing' };

export interface PointerHost {
  /** The entity at a world point, as node or as star; -1 for none. */
  entityAt(x: number, y: number): number;
  /** -1 for open water. */
  regionAt(x: number, y: number): number;
  /** The pointer rested on something, or left it. */
  onRest(target: PointerTarget): void;
  onTap(target: PointerTarget): void;
  onDoubleTap(target: PointerTarget): void;
}

const REST_MS = 80;
const NOTHING: PointerTarget = { kind: 'nothing' };

const same = (left: PointerTarget, right: PointerTarget): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

/** Turns Cytoscape's pointer events into targets: stars, nodes, links and regions alike. @returns how to stop */
export function bindPointer({ cy }: NodeLayer, element: HTMLElement, host: PointerHost): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let under: PointerTarget = NOTHING;

  const targetOf = (event: EventObject): PointerTarget => {
    const node = entityOf(event);
    if (node >= 0) return { kind: 'entity', entity: node };
    const { x, y } = event.position;
    const star = host.entityAt(x, y);
    if (star >= 0) return { kind: 'entity', entity: star };
    const relationship = relationshipOf(event);
    if (relationship) return { kind: 'relationship', id: relationship };
    const region = host.regionAt(x, y);
    return region >= 0 ? { kind: 'region', region } : NOTHING;
  };
  const rest = (target: PointerTarget): void => {
    if (same(target, under)) return;
    under = target;
    element.style.cursor = target.kind === 'entity' || target.kind === 'relationship' ? 'pointer' : '';
    clearTimeout(timer);
    if (target.kind === 'nothing') host.onRest(target);
    else timer = setTimeout(() => host.onRest(target), REST_MS);
  };

  cy.on('mousemove', (event) => rest(targetOf(event)));
  cy.on('tap', (event) => host.onTap(targetOf(event)));
  cy.on('dbltap', (event) => host.onDoubleTap(targetOf(event)));
  const leave = (): void => rest(NOTHING);
  element.addEventListener('pointerleave', leave);
  return () => {
    clearTimeout(timer);
    element.removeEventListener('pointerleave', leave);
  };
}
