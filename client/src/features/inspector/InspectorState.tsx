import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { SkeletonLines } from '../../components/SkeletonLines.tsx';
import { isNotFound } from '../../request-error.ts';

/** What stands in the inspector while its thing is not there: loading, gone from the index, or failed. */
export function InspectorState({ query }: { query: UseQueryResult }) {
  const { t } = useTranslation();
  if (query.isPending) return <SkeletonLines count={8} />;
  if (isNotFound(query.error)) {
    return <EmptyState title={t('inspector.gone')} body={t('inspector.goneBody')} />;
  }
  return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
}
