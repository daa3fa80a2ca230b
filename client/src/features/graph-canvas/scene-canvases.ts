/** The elements of the map, back to front. Only Cytoscape's takes input. */
export interface SceneCanvases {
  sky: HTMLCanvasElement;
  stars: HTMLCanvasElement;
  nodes: HTMLDivElement;
  labels: HTMLCanvasElement;
  remove(): void;
}

const COVER = 'position:absolute;inset:0;width:100%;height:100%;';

/** Puts three canvases around the element that Cytoscape draws in. */
export function createSceneCanvases(host: HTMLElement): SceneCanvases {
  const canvas = (): HTMLCanvasElement => {
    const element = document.createElement('canvas');
    element.style.cssText = `${COVER}pointer-events:none`;
    element.setAttribute('aria-hidden', 'true');
    return element;
  };
  const nodes = document.createElement('div');
  nodes.style.cssText = COVER;
  nodes.setAttribute('aria-hidden', 'true');
  const canvases = { sky: canvas(), stars: canvas(), nodes, labels: canvas() };
  const all = [canvases.sky, canvases.stars, canvases.nodes, canvases.labels];
  host.append(...all);
  return {
    ...canvases,
    remove() {
      for (const element of all) element.remove();
    },
  };
}
