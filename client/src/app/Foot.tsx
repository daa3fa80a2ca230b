import { HoverCard, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconHelpCircle, IconLanguage, IconMoon, IconSun, IconSunMoon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StatusResponse } from '../../../domain/api/status.ts';
import { jobShare } from '../components/job-share.ts';
import { chooseLanguage } from '../i18n/i18n.ts';
import { useLanguage } from '../i18n/use-language.ts';
import classes from './foot.module.css';

const NEXT_SCHEME = { auto: 'light', light: 'dark', dark: 'auto' } as const;
const SCHEME_ICONS = { auto: IconSunMoon, light: IconSun, dark: IconMoon } as const;

/** The theme goes round: like the system, paper, night. */
function ThemeButton() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = SCHEME_ICONS[colorScheme];
  const label = t('shell.theme', { mode: t(`shell.themes.${colorScheme}`) });
  return (
    <Tooltip label={label}>
      <UnstyledButton
        className={classes.button}
        aria-label={label}
        onClick={() => setColorScheme(NEXT_SCHEME[colorScheme])}
      >
        <Icon size={15} stroke={1.5} aria-hidden />
      </UnstyledButton>
    </Tooltip>
  );
}

function LanguageButton() {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <UnstyledButton
      className={classes.button}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      title={t('shell.language')}
      onClick={() => chooseLanguage(i18n, other)}
    >
      <IconLanguage size={15} stroke={1.5} aria-hidden />
      {t('shell.otherLanguage')}
    </UnstyledButton>
  );
}

/** Store and what to know about it. */
function Store({ store }: { store: StatusResponse['store'] }) {
  const { t } = useTranslation();
  const name = t(`shell.store.${store.kind}`);
  if (store.notes.length === 0)
    return (
      <span className={classes.store} title={`${store.name} ${store.version}`}>
        {name}
      </span>
    );
  return (
    <HoverCard position="top-start" width={320}>
      <HoverCard.Target>
        <button type="button" className={`${classes.hint} ${classes.store}`}>
          {name}
        </button>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <p className={classes.hintTitle}>
          {t('shell.storeNotes')} ({store.name} {store.version})
        </p>
        <ul className={classes.hintList}>
          {store.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </HoverCard.Dropdown>
    </HoverCard>
  );
}

/** How much of the index is found by meaning; nothing without an embedding model. */
function Vectors({ status: { models, vectors } }: { status: StatusResponse }) {
  const { t } = useTranslation();
  if (!vectors) return null;
  return (
    <Tooltip
      label={t('shell.vectorsHint', { ...vectors, model: models.embedding })}
      multiline
      maw={320}
      openDelay={150}
    >
      <button type="button" className={classes.hint}>
        {t('shell.vectors', vectors)}
      </button>
    </Tooltip>
  );
}

/** What the running job does and how far it is. */
function JobLine({ job, onOpen }: { job: NonNullable<StatusResponse['job']>; onOpen: () => void }) {
  const { t } = useTranslation();
  const stage = job.stage ? t(`library.stages.${job.stage}`) : t('library.progress.queued');
  return (
    <UnstyledButton className={classes.job} onClick={onOpen}>
      <progress
        className={classes.progress}
        max={100}
        value={Math.round(jobShare(job) * 100)}
        aria-label={t(`library.progress.title.${job.kind}`)}
      />
      {t(`library.progress.title.${job.kind}`)} · {stage}
    </UnstyledButton>
  );
}

/** State of the index at the bottom edge, and the switches of the page. */
export function Foot({
  status,
  onGuide,
  onOpenLibrary,
}: {
  status: StatusResponse | undefined;
  onGuide: () => void;
  onOpenLibrary: () => void;
}) {
  const { t } = useTranslation();
  return (
    <footer className={classes.foot}>
      <section className={classes.state} aria-label={t('shell.statusBar')}>
        {status ? (
          <>
            <Store store={status.store} />
            {status.models.chat ? (
              <span className={classes.item}>{status.models.chat}</span>
            ) : (
              <Tooltip label={t('shell.noModelHint')} multiline maw={320} openDelay={150}>
                <button type="button" className={classes.hint}>
                  {t('shell.noModel')}
                </button>
              </Tooltip>
            )}
            <Tooltip label={t('shell.indexCounts', status.index)} openDelay={150}>
              <button type="button" className={classes.hint}>
                {t('shell.index', { version: status.index.version })}
              </button>
            </Tooltip>
            <Vectors status={status} />
            {status.job ? <JobLine job={status.job} onOpen={onOpenLibrary} /> : null}
          </>
        ) : null}
      </section>
      <UnstyledButton className={classes.button} aria-label={t('shell.guide')} onClick={onGuide}>
        <IconHelpCircle size={15} stroke={1.5} aria-hidden />
        <span className={classes.word}>{t('shell.guide')}</span>
      </UnstyledButton>
      <LanguageButton />
      <ThemeButton />
    </footer>
  );
}
