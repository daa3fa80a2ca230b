import { Badge, Button, Menu, Select, Tooltip } from '@mantine/core';
import {
  IconHistory,
  IconListDetails,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
} from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PanelHeader } from '../../components/PanelHeader.tsx';
import { useSchema } from './api.ts';
import { CypherEditor } from './CypherEditor.tsx';
import classes from './cypher.module.css';
import { EXAMPLE_QUERIES } from './example-queries.ts';
import { type QueryHistory, useQueryHistory } from './query-history.ts';
import { errorPosition } from './query-result.ts';
import { ResultView } from './ResultView.tsx';
import { ToolMenu } from './ToolMenu.tsx';
import { useCypher } from './use-cypher.ts';

const LIMITS = ['100', '1000', '10000', '100000'];

export interface CypherPanelProps {
  /** The query in the address. */
  query: string;
  onQuery: (query: string) => void;
  onClose?: () => void;
}

function HistoryMenu({ history, onPick }: { history: QueryHistory; onPick: (query: string) => void }) {
  const { t } = useTranslation();
  const { entries, clear } = history;
  return (
    <ToolMenu label={t('cypher.history')} icon={IconHistory} width={420}>
      {entries.length === 0 ? <Menu.Label>{t('cypher.noHistory')}</Menu.Label> : null}
      {entries.map((entry) => (
        <Menu.Item key={entry.query} className={classes.menuQuery} onClick={() => onPick(entry.query)}>
          {entry.query.replace(/\s+/g, ' ')}
        </Menu.Item>
      ))}
      {entries.length > 0 ? (
        <>
          <Menu.Divider />
          <Menu.Item onClick={clear}>{t('cypher.clearHistory')}</Menu.Item>
        </>
      ) : null}
    </ToolMenu>
  );
}

function ExamplesMenu({ onPick }: { onPick: (query: string) => void }) {
  const { t } = useTranslation();
  return (
    <ToolMenu label={t('cypher.examples')} icon={IconListDetails} width={300}>
      {EXAMPLE_QUERIES.map(({ key, query }) => (
        <Menu.Item key={key} onClick={() => onPick(query)}>
          {t(`cypher.example.${key}`)}
        </Menu.Item>
      ))}
    </ToolMenu>
  );
}

/** Runs the query, or stops the one that runs. */
function RunButton({
  isRunning,
  isDisabled,
  onRun,
  onStop,
}: {
  isRunning: boolean;
  isDisabled: boolean;
  onRun: () => void;
  onStop: () => void;
}) {
  const { t } = useTranslation();
  if (isRunning) {
    return (
      <Button size="xs" variant="default" onClick={onStop} leftSection={<IconPlayerStopFilled size={13} />}>
        {t('cypher.stop')}
      </Button>
    );
  }
  return (
    <Tooltip label={t('cypher.runKeys')}>
      <Button
        size="xs"
        disabled={isDisabled}
        onClick={onRun}
        leftSection={<IconPlayerPlayFilled size={13} />}
      >
        {t('cypher.run')}
      </Button>
    </Tooltip>
  );
}

function LimitSelect({ limit, onChange }: { limit: string; onChange: (limit: string) => void }) {
  const { t } = useTranslation();
  return (
    <Select
      size="xs"
      w={110}
      aria-label={t('cypher.limit')}
      title={t('cypher.limit')}
      data={LIMITS.map((value) => ({ value, label: Number(value).toLocaleString('en') }))}
      value={limit}
      onChange={(value) => onChange(value ?? '1000')}
      allowDeselect={false}
    />
  );
}

/** Cypher over the whole graph: written above, its rows below. */
export function CypherPanel({ query, onQuery, onClose }: CypherPanelProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(query || EXAMPLE_QUERIES[0].query);
  const [limit, setLimit] = useState('1000');
  const schema = useSchema().data;
  const history = useQueryHistory();
  const { result, run, cancel } = useCypher();
  useEffect(() => {
    if (query) setText(query);
  }, [query]);
  const mistake = useMemo(
    () => (result?.error ? errorPosition(result.error.message) : null),
    [result?.error],
  );
  const start = (what: string) => {
    if (!what.trim()) return;
    history.add(what);
    onQuery(what);
    run(what, Number(limit));
  };
  const pick = (what: string) => {
    setText(what);
    start(what);
  };
  return (
    <>
      <PanelHeader title={t('cypher.title')} {...(onClose ? { onClose } : {})}>
        <Tooltip label={t('cypher.readOnlyHint')}>
          <Badge variant="outline" color="muted" size="sm" className={classes.badge}>
            {t('cypher.readOnly')}
          </Badge>
        </Tooltip>
        <ExamplesMenu onPick={pick} />
        <HistoryMenu history={history} onPick={pick} />
      </PanelHeader>
      <div className={classes.workbench}>
        <div className={classes.writing}>
          <CypherEditor
            value={text}
            label={t('cypher.editor')}
            hint="MATCH (e:Entity) RETURN e LIMIT 25"
            schema={schema}
            mistake={mistake}
            onChange={setText}
            onRun={() => start(text)}
          />
          <div className={classes.runRow}>
            <RunButton
              isRunning={result?.status === 'running'}
              isDisabled={!text.trim()}
              onRun={() => start(text)}
              onStop={cancel}
            />
            <LimitSelect limit={limit} onChange={setLimit} />
          </div>
        </div>
        <div className={classes.result}>
          <ResultView result={result} />
        </div>
      </div>
    </>
  );
}
