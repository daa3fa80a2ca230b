import { useEffect } from 'react';

const APP_NAME = 'Orrery';

/** Names the window after what is shown, so that history and tabs tell it; `undefined` leaves the name of the app. */
export function usePageTitle(name: string | undefined): void {
  useEffect(() => {
    document.title = name ? `${name} · ${APP_NAME}` : APP_NAME;
    return () => {
      document.title = APP_NAME;
    };
  }, [name]);
}
