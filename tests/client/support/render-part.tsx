import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { I18nextProvider } from 'react-i18next';
import { vi } from 'vitest';
import { createQueryClient } from '../../../client/src/app/App.tsx';
import { mantineTheme } from '../../../client/src/app/theme.ts';
import { type Navigator, NavigatorProvider } from '../../../client/src/components/navigator.ts';
import { createI18n, type Language } from '../../../client/src/i18n/i18n.ts';

/** A navigator that only remembers what it was asked. */
function spyNavigator() {
  return {
    select: vi.fn<Navigator['select']>(),
    showOnMap: vi.fn<Navigator['showOnMap']>(),
    openDocument: vi.fn<Navigator['openDocument']>(),
    light: vi.fn<Navigator['light']>(),
    ask: vi.fn<Navigator['ask']>(),
    cypher: vi.fn<Navigator['cypher']>(),
    openLibrary: vi.fn<Navigator['openLibrary']>(),
  } satisfies Navigator;
}

/** Renders a part of the page with all that stands around it, in a language. */
export function renderPart(part: ReactElement, language: Language = 'en') {
  const navigator = spyNavigator();
  const queryClient = createQueryClient();
  const around = (inner: ReactElement) => (
    <MantineProvider theme={mantineTheme} env="test">
      <I18nextProvider i18n={createI18n(language)}>
        <QueryClientProvider client={queryClient}>
          <Notifications />
          <NavigatorProvider value={navigator}>{inner}</NavigatorProvider>
        </QueryClientProvider>
      </I18nextProvider>
    </MantineProvider>
  );
  const view = render(around(part));
  return {
    ...view,
    navigator,
    queryClient,
    user: userEvent.setup(),
    rerenderPart: (next: ReactElement) => view.rerender(around(next)),
  };
}
