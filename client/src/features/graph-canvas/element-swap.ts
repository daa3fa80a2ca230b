import type { CollectionArgument, Core, ElementDefinition } from 'cytoscape';

export interface ElementSwap {
  /**
   * Makes Cytoscape hold exactly `wanted`, in slices of a frame each: removals first (links before nodes), then nodes, then links. What stays is
   * not touched, so nothing flickers; a newer call takes the place of an older one.
   */
  show(wanted: readonly ElementDefinition[], moving: boolean, done: () => void): void;
  /** Empties the canvas at once. */
  clear(): void;
  /** Lets go of what is still under way; the canvas is about to be taken down. */
  stop(): void;
}

/** Changes a frame: adding hundreds at once blocks the page for 160 ms and more. */
const SLICE = 90;
const SLICE_WHILE_MOVING = 45;

/** Keeps Cytoscape's elements in step with what semantic zoom chooses. `schedule` runs a function at the next frame. */
export function createElementSwap(cy: Core, schedule: (step: () => void) => void): ElementSwap {
  const held = new Map<string, ElementDefinition>();
  let turn = 0;

  const remove = (ids: readonly string[]): void => {
    // One collection from a list: `union` in a loop is quadratic.
    cy.collection(ids.map((id) => cy.getElementById(id)[0]) as unknown as CollectionArgument).remove();
    for (const id of ids) held.delete(id);
  };
  const add = (elements: readonly ElementDefinition[]): void => {
    cy.add([...elements]);
    for (const element of elements) held.set(element.data.id as string, element);
  };

  return {
    show(wanted, moving, done) {
      const mine = ++turn;
      const ids = new Set(wanted.map((element) => element.data.id as string));
      const isNode = (id: string): boolean => id.startsWith('n');
      const gone = [...held.keys()].filter((id) => !ids.has(id));
      gone.sort((left, right) => Number(isNode(left)) - Number(isNode(right)));
      const missing = wanted.filter((element) => !held.has(element.data.id as string));
      const limit = moving ? SLICE_WHILE_MOVING : SLICE;
      const step = (): void => {
        if (mine !== turn) return;
        cy.batch(() => {
          const leaving = gone.splice(0, limit);
          if (leaving.length > 0) remove(leaving);
          const coming = missing.splice(0, limit - leaving.length);
          if (coming.length > 0) add(coming);
        });
        if (gone.length > 0 || missing.length > 0) schedule(step);
        else done();
      };
      if (gone.length === 0 && missing.length === 0) done();
      else schedule(step);
    },
    stop() {
      turn++;
    },
    clear() {
      turn++;
      held.clear();
      cy.elements().remove();
    },
  };
}
