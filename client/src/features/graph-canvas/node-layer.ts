import type { Core, ElementDefinition, EventObject } from 'cytoscape';
import { cssColour } from '../../theme/oklch.ts';
import { type ThemeTokens, themeTokens } from '../../theme/tokens.ts';
import type { Camera } from './camera.ts';
import type { ElementChoice } from './choose-elements.ts';
import { clamp } from './easing.ts';
import { createElementSwap } from './element-swap.ts';
import { nodeSize } from './level-of-detail.ts';
import type { FocusLink } from './map-contract.ts';
import type { MapWorld } from './map-world.ts';
import { nodeShape } from './node-shape.ts';
import { stylesheet } from './stylesheet.ts';

/** What of a focus is drawn as elements. Entities by index. */
interface NodeFocus {
  /** What keeps its strength; null dims nothing. */
  lit: ReadonlySet<number> | null;
  links: readonly (FocusLink & { source: number; target: number })[];
  /** Id of the selected relationship; null for none. */
  chosenLink: string | null;
}

export interface NodeLayerOptions {
  minZoom: number;
  maxZoom: number;
  camera: Camera;
  pixelRatio: number;
}

/** The part of the map that Cytoscape draws: at most some hundred nodes, and the links among them. It also owns the camera and the clock. */
export interface NodeLayer {
  readonly cy: Core;
  /** Whether it draws, or only keeps the graph (no canvas, as in tests). */
  readonly draws: boolean;
  camera(): Camera;
  setCamera(camera: Camera): void;
  setZoomRange(minZoom: number, maxZoom: number): void;
  setWorld(world: MapWorld): void;
  setTheme(theme: ThemeTokens): void;
  /** Ids of the map's links in its order, once known: only then can they be touched. */
  setLinkIds(ids: readonly string[] | null): void;
  show(choice: ElementChoice, focus: NodeFocus, moving: boolean, done: () => void): void;
  /** Entities that are nodes now. */
  shown(): ReadonlySet<number>;
  linksShown(): number;
  clear(): void;
  resize(): void;
  destroy(): void;
}

const ORIGINS = ['stated', 'co-occurrence', 'imported', 'manual'] as const;
const LINK_CLASS = 4;
const NODE_CLASS = 3;
/** Border as a share of the diameter. */
const BORDER = 0.09;

/** Links up to this many spacings keep their strength; longer ones fade by length, else they turn the map into hay. */
const FULL_LINK = 5;
const LEAST_LINK_SHARE = 0.16;
/** What a link keeps of its strength outside the focus. */
const DIMMED_LINK = 0.35;

function linkShare(world: MapWorld, source: number, target: number): number {
  const dx = (world.x[source] as number) - (world.x[target] as number);
  const dy = (world.y[source] as number) - (world.y[target] as number);
  return clamp((FULL_LINK * world.spacing) / Math.hypot(dx, dy), LEAST_LINK_SHARE, 1);
}

/** What an event's target stands for. */
export function entityOf(event: EventObject): number {
  return event.target !== event.cy && event.target.isNode() ? Number(event.target.data('entity')) : -1;
}
/** Id of the relationship that was touched; null for anything else. */
export function relationshipOf(event: EventObject): string | null {
  if (event.target === event.cy || !event.target.isEdge()) return null;
  return (event.target.data('relationship') as string | null) ?? null;
}

/** Loads Cytoscape (after the first picture: it is the larger half of the bundle) and starts it in `container`. */
export async function createNodeLayer(container: HTMLElement, options: NodeLayerOptions): Promise<NodeLayer> {
  const { default: cytoscape } = await import('cytoscape');
  const draws = document.createElement('canvas').getContext('2d') !== null;
  const cy = cytoscape({
    ...(draws ? { container } : { headless: true, styleEnabled: true }),
    elements: [],
    layout: { name: 'preset' },
    minZoom: options.minZoom,
    maxZoom: options.maxZoom,
    pixelRatio: options.pixelRatio,
    autoungrabify: true,
    autounselectify: true,
    boxSelectionEnabled: false,
    zoom: options.camera.zoom,
    pan: { x: options.camera.panX, y: options.camera.panY },
  });
  const swap = createElementSwap(cy, (step) => requestAnimationFrame(step));
  let world: MapWorld | null = null;
  let theme = themeTokens('dark');
  let linkIds: readonly string[] | null = null;
  let shown = new Set<number>();
  let linkCount = 0;

  const colourOf = (entity: number, sizeClass: number): string => {
    const palette = world?.palette[entity] ?? 0;
    const hue = theme.hues[palette >> 2] ?? theme.noCommunity;
    return cssColour(hue.stars[palette & 3]?.[sizeClass] ?? theme.textMuted);
  };

  function toNode(drawn: MapWorld, entity: number): ElementDefinition {
    const size = nodeSize(drawn.sizeClass[entity] as number, drawn.spacing);
    return {
      group: 'nodes',
      data: {
        id: `n${entity}`,
        entity,
        colour: colourOf(entity, NODE_CLASS),
        size,
        border: size * BORDER,
        shape: nodeShape(drawn.types[drawn.type[entity] as number] ?? ''),
      },
      position: { x: drawn.x[entity] as number, y: drawn.y[entity] as number },
    };
  }

  function toLink(drawn: MapWorld, link: number): ElementDefinition {
    const source = drawn.links[2 * link] as number;
    const target = drawn.links[2 * link + 1] as number;
    const relationship = linkIds?.[link] ?? null;
    return {
      group: 'edges',
      data: {
        id: `l${link}`,
        source: `n${source}`,
        target: `n${target}`,
        colour: colourOf(source, LINK_CLASS),
        opacity: theme.map.link * linkShare(drawn, source, target),
        dimmed: DIMMED_LINK * theme.map.link * linkShare(drawn, source, target),
        relationship,
      },
      classes: `${ORIGINS[drawn.linkOrigin[link] as number] ?? 'stated'}${relationship ? ' touchable' : ''}`,
    };
  }

  const toFocusLink = (link: NodeFocus['links'][number]): ElementDefinition => ({
    group: 'edges',
    data: {
      id: `f${link.id}`,
      source: `n${link.source}`,
      target: `n${link.target}`,
      colour: cssColour(theme.accent),
      relationship: link.id,
    },
    classes: `focus ${link.origin}${link.origin === 'co-occurrence' ? '' : ' directed'}`,
  });

  function applyFocus(focus: NodeFocus): void {
    cy.batch(() => {
      cy.nodes().forEach((node) => {
        const dim = focus.lit !== null && !focus.lit.has(Number(node.data('entity')));
        if (node.hasClass('dimmed') !== dim) node.toggleClass('dimmed', dim);
      });
      cy.edges().forEach((edge) => {
        const dim = focus.lit !== null && !edge.hasClass('focus');
        if (edge.hasClass('dimmed') !== dim) edge.toggleClass('dimmed', dim);
        const chosen = focus.chosenLink !== null && edge.data('relationship') === focus.chosenLink;
        if (edge.hasClass('chosen') !== chosen) edge.toggleClass('chosen', chosen);
      });
    });
  }

  const layer: NodeLayer = {
    cy,
    draws,
    camera: () => ({ zoom: cy.zoom(), panX: cy.pan().x, panY: cy.pan().y }),
    setCamera({ zoom, panX, panY }) {
      cy.viewport({ zoom, pan: { x: panX, y: panY } });
    },
    setZoomRange(minZoom, maxZoom) {
      cy.minZoom(minZoom);
      cy.maxZoom(maxZoom);
    },
    setWorld(next) {
      layer.clear();
      world = next;
    },
    setTheme(next) {
      theme = next;
      layer.clear();
      cy.style(stylesheet(next, world?.spacing ?? 24));
    },
    setLinkIds(ids) {
      if (ids !== linkIds) layer.clear();
      linkIds = ids;
    },
    show(choice, focus, moving, done) {
      if (!world) return;
      const drawn = world;
      const elements = [
        ...choice.nodes.map((entity) => toNode(drawn, entity)),
        ...choice.links.map((link) => toLink(drawn, link)),
        ...focus.links.map(toFocusLink),
      ];
      linkCount = choice.links.length + focus.links.length;
      swap.show(elements, moving, () => {
        shown = new Set(choice.nodes);
        applyFocus(focus);
        done();
      });
    },
    shown: () => shown,
    linksShown: () => linkCount,
    clear() {
      swap.clear();
      shown = new Set();
      linkCount = 0;
    },
    resize: () => cy.resize(),
    destroy() {
      swap.stop();
      cy.destroy();
    },
  };
  return layer;
}
