import { Button } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Translation } from 'react-i18next';
import { EmptyState } from '../components/EmptyState.tsx';
import classes from './error-boundary.module.css';

/** Keeps one part's crash from taking the page with it; `resetKey` changing tries again. */
export class ErrorBoundary extends Component<
  { children: ReactNode; resetKey?: string },
  { error: Error | null }
> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override componentDidUpdate(previous: { resetKey?: string }): void {
    if (previous.resetKey !== this.props.resetKey && this.state.error) this.setState({ error: null });
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Translation>
        {(t) => (
          <EmptyState title={t('shell.crashed.title')} body={t('shell.crashed.body')}>
            <Button size="xs" variant="default" onClick={() => this.setState({ error: null })}>
              {t('shell.retry')}
            </Button>
            <pre className={classes.message}>{error.message}</pre>
          </EmptyState>
        )}
      </Translation>
    );
  }
}
