import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createScene } from './scene.ts';
import type { Hover, Scene, SceneCallbacks, ShownItem } from './scene-types.ts';

export interface SceneView {
  /** Null until mounted. */
  scene: Scene | null;
  hover: Hover | null;
  shown: readonly ShownItem[];
}

/** What the caller wants to hear; may change from render to render. */
export type SceneListeners = Pick<SceneCallbacks, 'onSelect' | 'onCamera' | 'onCounts' | 'onReady'>;

/** Owns the scene in `host`: builds it when the element is there, keeps its size, and takes it down. */
export function useScene(host: RefObject<HTMLElement | null>, listeners: SceneListeners): SceneView {
  const [scene, setScene] = useState<Scene | null>(null);
  const [hover, setHover] = useState<Hover | null>(null);
  const [shown, setShown] = useState<readonly ShownItem[]>([]);
  const latest = useRef(listeners);
  useLayoutEffect(() => {
    latest.current = listeners;
  });

  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const motion = window.matchMedia('(prefers-reduced-motion: reduce)');
    const created = createScene(element, {
      onSelect: (selection) => latest.current.onSelect(selection),
      onCamera: (camera) => latest.current.onCamera(camera),
      onCounts: (counts) => latest.current.onCounts(counts),
      onReady: () => latest.current.onReady(),
      onHover: setHover,
      onShown: setShown,
      reducedMotion: () => motion.matches,
    });
    setScene(created);
    return () => {
      setScene(null);
      created.destroy();
    };
  }, [host]);

  useEffect(() => {
    const element = host.current;
    if (!element || !scene) return;
    const observer = new ResizeObserver(() => scene.resize());
    observer.observe(element);
    return () => observer.disconnect();
  }, [host, scene]);

  return { scene, hover, shown };
}
