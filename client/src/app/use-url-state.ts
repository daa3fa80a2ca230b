import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { formatUrlState, parseUrlState, type UrlState } from './url-state.ts';

const CHANGED = 'orrery-url';

function subscribe(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    window.removeEventListener('popstate', onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}

/** Changes a part of the state. `replace` leaves the back button alone: for what people do not call a step (the camera). */
export type ChangeUrlState = (change: Partial<UrlState>, options?: { replace?: boolean }) => void;

/** The state in the address, and how to change it. */
export function useUrlState(): [UrlState, ChangeUrlState] {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const state = useMemo(() => parseUrlState(search), [search]);
  const change = useCallback<ChangeUrlState>((part, options) => {
    const next = formatUrlState({ ...parseUrlState(window.location.search), ...part });
    if (next === window.location.search) return;
    const address = `${window.location.pathname}${next}`;
    if (options?.replace) window.history.replaceState(null, '', address);
    else window.history.pushState(null, '', address);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [state, change];
}
