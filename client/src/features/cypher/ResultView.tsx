import { Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { formatDuration } from '../../components/format.ts';
import { tellFailure } from '../../i18n/tell-failure.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './cypher.module.css';
import { saveFile, toCsv, toJson } from './export-result.ts';
import { errorPosition, type QueryResult } from './query-result.ts';
import { ResultTable } from './ResultTable.tsx';
import { ToolMenu } from './ToolMenu.tsx';

/** What went wrong, where in the query, and what to do. */
function QueryError({ error }: { error: NonNullable<QueryResult['error']> }) {
  const { t } = useTranslation();
  const position = errorPosition(error.message);
  const { message, hint } = tellFailure(error, useLanguage());
  return (
    <div className={classes.error} role="alert">
      <p className={classes.errorMessage}>{message}</p>
      {hint ? <p className={classes.errorHint}>{hint}</p> : null}
      <p className={classes.errorCode}>
        {t('shell.failed.code', { code: error.code })}
        {position ? ` · ${t('cypher.position', position)}` : ''}
      </p>
    </div>
  );
}

/** Count, time and cut of a result in one line; null when an error says it all. */
function useOutcome(result: QueryResult | null): string | null {
  const { t } = useTranslation();
  const language = useLanguage();
  if (!result) return null;
  const count = result.rows.length;
  if (result.status === 'running') return t('cypher.running', { count });
  if (result.status === 'cancelled') return t('cypher.cancelled', { count });
  if (!result.summary) return null;
  const { rows, truncated, milliseconds } = result.summary;
  return [
    t('cypher.rows', { count: rows }),
    t('cypher.took', { time: formatDuration(milliseconds, language) }),
    ...(truncated ? [t('cypher.truncated', { count: rows })] : []),
  ].join(' · ');
}

/** The result as a file. */
function ExportMenu({ result }: { result: QueryResult }) {
  const { t } = useTranslation();
  return (
    <ToolMenu label={t('cypher.export')} icon={IconDownload}>
      <Menu.Item onClick={() => saveFile('result.csv', 'text/csv', toCsv(result))}>
        {t('cypher.exportCsv')}
      </Menu.Item>
      <Menu.Item onClick={() => saveFile('result.json', 'application/json', toJson(result))}>
        {t('cypher.exportJson')}
      </Menu.Item>
    </ToolMenu>
  );
}

/** Everything below the editor. */
export function ResultView({ result }: { result: QueryResult | null }) {
  const { t } = useTranslation();
  const outcome = useOutcome(result);
  if (!result) return <EmptyState title={t('cypher.empty')} body={t('cypher.emptyHint')} />;
  const hasRows = result.rows.length > 0;
  return (
    <>
      {outcome || hasRows ? (
        <div className={classes.outcome}>
          <output className={classes.outcomeText}>{outcome}</output>
          {hasRows ? <ExportMenu result={result} /> : null}
        </div>
      ) : null}
      {result.error ? <QueryError error={result.error} /> : null}
      {hasRows ? <ResultTable columns={result.columns} rows={result.rows} /> : null}
      {result.status === 'done' && !hasRows ? (
        <EmptyState title={t('cypher.none')} body={t('cypher.noneHint')} />
      ) : null}
    </>
  );
}
