import type { Governor } from './governor.ts';
import type { ShownLabels } from './label-layer.ts';
import { createLabelLayer } from './label-layer.ts';
import type { Disc } from './label-placer.ts';
import { nearness, nodeSize, starRadiusPx } from './level-of-detail.ts';
import type { LitMoment } from './lit-timeline.ts';
import type { MapWorld } from './map-world.ts';
import type { MarksFrame } from './marks.ts';
import type { SceneCanvases } from './scene-canvases.ts';
import type { LoadedMap, SceneState } from './scene-types.ts';
import { createSkyLayer, type SkyLayer } from './sky-layer.ts';
import { createStarLayer } from './star-layer.ts';

export interface ScenePainter {
  sky: SkyLayer;
  setWorld(world: MapWorld | null): void;
  setTheme(): void;
  resize(): void;
  /** All layers, with the labels that are placed. Called in Cytoscape's own frame while moving. */
  draw(): void;
  /** Chooses and places labels anew, then draws all. */
  drawAtRest(): ShownLabels;
  /** The sky alone, for what is hovered or selected there. */
  drawSky(): void;
  /** Labels and marks alone, again and again while something fades or pulses. */
  animateLabels(): void;
  radiusPx(entity: number): number;
  destroy(): void;
}

export interface PainterOptions {
  state: SceneState;
  canvases: SceneCanvases;
  governor: Governor;
  /** Entities that are nodes now. */
  nodes: () => ReadonlySet<number>;
  reducedMotion: () => boolean;
}

const LINKS = 3000;
/** Stars drawn while moving, best first. */
const STARS_WHILE_MOVING = 60_000;
/** Nodes of at least this radius keep names off, by this share of it. */
const BLOCKING_RADIUS_PX = 6;
const BLOCKING_SHARE = 0.75;

/** Draws the three canvases from the state of the scene. */
export function createScenePainter({
  state,
  canvases,
  governor,
  nodes,
  reducedMotion,
}: PainterOptions): ScenePainter {
  const sky = createSkyLayer(canvases.sky);
  const stars = createStarLayer(canvases.stars);
  const labels = createLabelLayer(canvases.labels, () => !reducedMotion());
  let backRatio = 0;
  let animation = 0;

  const radiusPx = (entity: number): number => {
    const world = state.loaded?.world;
    if (!world) return 0;
    const sizeClass = world.sizeClass[entity] as number;
    const star = starRadiusPx(sizeClass, nearness(world.spacing, state.camera.zoom));
    const node = nodes().has(entity) ? (nodeSize(sizeClass, world.spacing) * state.camera.zoom) / 2 : 0;
    return Math.max(star, node);
  };

  /** Moving on a slow machine, the two large canvases go down to one pixel a pixel. */
  function fitBackCanvases(): void {
    const ratio = state.moving && governor.step >= 1 ? Math.min(1, state.pixelRatio) : state.pixelRatio;
    if (ratio === backRatio) return;
    backRatio = ratio;
    sky.resize(state.size, ratio);
    stars.resize(state.size, ratio);
  }

  const litNow = (loaded: LoadedMap): LitMoment | null =>
    state.lit.moment(loaded.index.indexOf, reducedMotion() ? Number.POSITIVE_INFINITY : performance.now());

  function marks(): MarksFrame | null {
    const { loaded, theme, focus, hovered, hoverLinks } = state;
    if (!loaded) return null;
    return {
      world: loaded.world,
      theme,
      selected: focus.entity,
      hovered,
      hoverLinks,
      lit: litNow(loaded),
      radiusPx,
    };
  }

  function drawLabels(): boolean {
    const { camera, moving } = state;
    return labels.draw({
      camera,
      moving,
      now: performance.now(),
      names: !moving || governor.step < 3,
      marks: marks(),
    });
  }

  function drawSky(): void {
    const { camera, fitZoom, moving, focus, hoveredRegion } = state;
    sky.draw({
      camera,
      fitZoom,
      moving,
      outlines: !moving || governor.step < 2,
      selected: focus.region,
      hovered: hoveredRegion,
    });
  }

  function draw(): void {
    fitBackCanvases();
    drawSky();
    stars.draw({
      camera: state.camera,
      stars: state.moving ? STARS_WHILE_MOVING : Number.POSITIVE_INFINITY,
      links: state.moving && governor.step > 0 ? 0 : LINKS,
      focus: state.focus.bright,
      nodes: nodes(),
    });
    if (drawLabels() && !state.moving) animateLabels();
  }

  function animateLabels(): void {
    cancelAnimationFrame(animation);
    animation = requestAnimationFrame(() => {
      if (!state.moving && drawLabels()) animateLabels();
    });
  }

  function discs(world: MapWorld): Disc[] {
    const found: Disc[] = [];
    for (const entity of nodes()) {
      const radius = radiusPx(entity);
      if (radius < BLOCKING_RADIUS_PX) continue;
      const x = (world.x[entity] as number) * state.camera.zoom + state.camera.panX;
      const y = (world.y[entity] as number) * state.camera.zoom + state.camera.panY;
      found.push({ x, y, radius: BLOCKING_SHARE * radius });
    }
    return found;
  }

  return {
    sky,
    setWorld(world) {
      sky.setWorld(world);
      stars.setWorld(world);
      labels.clear();
    },
    setTheme() {
      sky.setTheme(state.theme);
      stars.setTheme(state.theme);
    },
    resize() {
      backRatio = 0;
      fitBackCanvases();
      labels.resize(state.size, state.pixelRatio);
    },
    draw,
    drawAtRest() {
      const { loaded, theme, camera, size, focus } = state;
      if (!loaded) {
        draw();
        return { entities: [], regions: [] };
      }
      const { world, index } = loaded;
      const shown = labels.place(
        {
          world,
          theme,
          camera,
          size,
          nameOf: index.nameOf,
          nodePx: (entity) =>
            nodes().has(entity)
              ? nodeSize(world.sizeClass[entity] as number, world.spacing) * camera.zoom
              : 0,
          outline: sky.outline,
          required: focus.bright ?? focus.forced,
          forced: focus.forced,
          focused: focus.bright !== null,
        },
        discs(world),
        performance.now(),
      );
      draw();
      return shown;
    },
    drawSky,
    animateLabels,
    radiusPx,
    destroy: () => cancelAnimationFrame(animation),
  };
}
