import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { RequestError } from '../request-error.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Page } from './Page.tsx';
import { mantineTheme, mantineVariables } from './theme.ts';

const RETRIES = 2;

/** A query client that tries again only what may succeed, and keeps what the index has not outdated. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < RETRIES &&
          error instanceof RequestError &&
          (error.code === 'offline' || error.code === 'store-unavailable'),
      },
    },
  });
}

/** The whole page with everything it needs around it. `env` as Mantine has it: `test` leaves out transitions. */
export function App({ i18n, env = 'default' }: { i18n: i18n; env?: 'default' | 'test' }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={mantineVariables}
      defaultColorScheme="auto"
      env={env}
    >
      <I18nextProvider i18n={i18n}>
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" limit={3} />
          <ErrorBoundary>
            <Page />
          </ErrorBoundary>
        </QueryClientProvider>
      </I18nextProvider>
    </MantineProvider>
  );
}
