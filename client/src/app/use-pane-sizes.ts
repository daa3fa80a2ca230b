import { useLocalStorage } from '@mantine/hooks';
import type { PaneSizes } from './arrangement.ts';

/** Least and most of each pane, in pixels. */
export const PANE_LIMITS: Record<keyof PaneSizes, { minimum: number; maximum: number }> = {
  left: { minimum: 320, maximum: 640 },
  inspector: { minimum: 300, maximum: 560 },
  document: { minimum: 360, maximum: 800 },
  bottom: { minimum: 180, maximum: 640 },
};

const DEFAULTS: PaneSizes = { left: 392, inspector: 348, document: 460, bottom: 320 };

/** Sizes of the panes, remembered on this machine. */
export function usePaneSizes(): [PaneSizes, (change: Partial<PaneSizes>) => void] {
  const [stored, setStored] = useLocalStorage<Partial<PaneSizes>>({
    key: 'orrery-panes',
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const sizes = { ...DEFAULTS, ...stored };
  return [sizes, (change) => setStored((known) => ({ ...known, ...change }))];
}
