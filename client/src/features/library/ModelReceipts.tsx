import { useTranslation } from 'react-i18next';
import type { JobResponse } from '../../../../domain/api/jobs.ts';
import type { FoundTypesResponse } from '../../../../domain/api/ontology.ts';
import type { Ontology } from '../../../../domain/ontology.ts';
import { formatMoney } from '../../components/format.ts';
import { tellFailure } from '../../i18n/tell-failure.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './library.module.css';

/** Documents that are named in a line; the others stand behind it. */
const MOST_PLACES = 3;

type Report = NonNullable<JobResponse['report']>;

/** What the model took beside what was expected, and what became of what it told. */
export function ModelReceipts({ report, model }: { report: Report; model: NonNullable<Report['model']> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { cited, found, unverified, dropped } = model.facts;
  const priceOf = (cost: number | null) =>
    cost === null ? t('library.estimate.noPrice') : formatMoney(cost, language);
  const parts = [
    t('library.report.model', { name: model.name, ...report.tokens, price: priceOf(report.cost) }),
  ];
  const { before } = model;
  if (before) parts.push(t('library.report.before', { ...before, price: priceOf(before.cost) }));
  const lost = lostOf(model);
  if (lost) parts.push(t('library.report.lost', lost));
  const expected = expectedOf(model);
  if (expected) parts.push(t('library.report.expected', { ...expected, price: priceOf(expected.cost) }));
  const facts = { all: cited + found + unverified + dropped, proven: cited + found, unverified, dropped };
  return (
    <>
      <p className={classes.muted}>{parts.join(' · ')}</p>
      {model.remembered ? (
        <p className={classes.muted}>{t('library.report.remembered', model.remembered)}</p>
      ) : null}
      {facts.all > 0 ? <p className={classes.muted}>{t('library.report.facts', facts)}</p> : null}
      {model.silent ? <SilentLine silent={model.silent} /> : null}
      {model.reports ? <ReportsLine reports={model.reports} /> : null}
      {model.ontology ? <TypesLine ontology={model.ontology} found={model.found} /> : null}
    </>
  );
}

/** What calls that broke off are taken to have used, of all purposes; null when there was no such call. */
function lostOf({ receipts }: NonNullable<Report['model']>) {
  const lost = receipts.flatMap((receipt) => receipt.lost ?? []);
  if (lost.length === 0) return null;
  return {
    input: lost.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    output: lost.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
  };
}

/** What was expected of all stages before; null when nothing was to be asked. */
function expectedOf({ estimate }: NonNullable<Report['model']>) {
  if (estimate.stages.length === 0) return null;
  return estimate.stages.reduce<{ input: number; output: number; cost: number | null }>(
    (sum, stage) => ({
      input: sum.input + stage.inputTokens,
      output: sum.output + stage.outputTokens,
      cost: sum.cost === null || stage.cost === null ? null : sum.cost + stage.cost,
    }),
    { input: 0, output: 0, cost: 0 },
  );
}

/** Passages in which the model named nothing though names stand there; behind them, where. */
function SilentLine({ silent }: { silent: NonNullable<NonNullable<Report['model']>['silent']> }) {
  const { t } = useTranslation();
  const count = silent.reduce((sum, { chunks }) => sum + chunks.length, 0);
  const places = silent.map(({ source, chunks }) => `${source}: ${chunks.join(', ')}`);
  const shown = places.slice(0, MOST_PLACES).join('; ') + (places.length > MOST_PLACES ? '; …' : '');
  return (
    <p className={classes.muted} title={places.join('\n')}>
      {t('library.report.silent', { count, places: shown })}
    </p>
  );
}

/** Reports that the model wrote; behind those that it did not, which and why. */
function ReportsLine({ reports }: { reports: NonNullable<NonNullable<Report['model']>['reports']> }) {
  const { t } = useTranslation();
  const { written, findings, failed } = reports;
  const language = useLanguage();
  const told = failed.map((failure) => ({ title: failure.title, ...tellFailure(failure, language) }));
  const reasons = told.map(({ title, message }) => `${title}: ${message}`).join('\n');
  const [first] = told;
  return (
    <>
      {written > 0 ? (
        <p className={classes.muted}>{t('library.report.reports', { written, ...findings })}</p>
      ) : null}
      {first ? (
        <p className={classes.muted} title={reasons}>
          {t('library.report.reportsFailed', { count: failed.length, message: first.message })}
        </p>
      ) : null}
    </>
  );
}

/** The types that the model was held to; those that it found itself each with an example behind it. */
function TypesLine({ ontology, found }: { ontology: Ontology; found: FoundTypesResponse | undefined }) {
  const { t } = useTranslation();
  const types = [...ontology.entityTypes, ...ontology.relationshipTypes].join(', ');
  const examples = [...(found?.entityTypes ?? []), ...(found?.relationshipTypes ?? [])]
    .map(({ type, count, example }) => `${type} (${count}): ${example.sentence}`)
    .join('\n');
  return (
    <p className={classes.muted} title={examples}>
      {t(found ? 'library.report.typesFound' : 'library.report.types', { types })}
    </p>
  );
}
