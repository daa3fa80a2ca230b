import { Button, Modal, NumberInput, Radio } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EstimateResponse } from '../../../../domain/api/estimate.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { formatMoney } from '../../components/format.ts';
import { SkeletonLines } from '../../components/SkeletonLines.tsx';
import { useShowFailure } from '../../components/use-show-failure.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Addition } from './addition.ts';
import { useAdd, useEstimate } from './api.ts';
import { ChooseTypes } from './ChooseTypes.tsx';
import classes from './library.module.css';
import type { PricedModel } from './priced-model.ts';
import { isSettled, type TypesChoice } from './types-choice.ts';

export interface EstimateDialogProps {
  /** What is about to be added; null keeps the dialog shut. */
  addition: Addition | null;
  model: PricedModel;
  /** Told when it has been sent, before it closes. */
  onAdded?: () => void;
  onClose: () => void;
}

/** What adding would cost with a model, and who is to read: nothing is sent to a model before this was agreed to. */
export function EstimateDialog({ addition, model, onAdded, onClose }: EstimateDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={addition !== null}
      onClose={onClose}
      title={t('library.estimate.title')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {addition ? (
        <EstimateForm addition={addition} model={model} onClose={onClose} {...(onAdded ? { onAdded } : {})} />
      ) : null}
    </Modal>
  );
}

function EstimateForm({ addition, model, onAdded, onClose }: EstimateDialogProps & { addition: Addition }) {
  const { t } = useTranslation();
  const [types, setTypes] = useState<TypesChoice>({ kind: 'kept' });
  const estimate = useEstimate(addition, types);
  const kept = useEstimate(addition, { kind: 'kept' }).data?.ontology ?? null;
  const add = useAdd();
  const showFailure = useShowFailure();
  const [extractor, setExtractor] = useState<'model' | 'offline'>('model');
  const [budget, setBudget] = useState<number | string>('');
  const isRead = extractor === 'model' && model.reads;
  const hasPrice = (estimate.data?.cost ?? 0) > 0;
  const isBounded = extractor === 'model' && hasPrice && budget !== '';
  const isBudgetWrong = isBounded && !(Number(budget) > 0);
  const submit = () => {
    add.mutate(
      {
        addition,
        extractor: extractor === 'model' && !model.reads ? 'auto' : extractor,
        ...(isBounded ? { budget: Number(budget) } : {}),
        ...(isRead ? { types } : {}),
      },
      {
        onSuccess: () => {
          notifications.show({ message: t('library.added') });
          onAdded?.();
          onClose();
        },
        onError: (error) => showFailure(t('library.failedToAdd'), error),
      },
    );
  };
  return (
    <form
      className={classes.pasteForm}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {estimate.isPending ? <SkeletonLines count={3} /> : null}
      {estimate.error ? <ErrorState error={estimate.error} onRetry={() => void estimate.refetch()} /> : null}
      {estimate.data ? <DocumentsLine estimate={estimate.data} /> : null}
      <Radio.Group
        label={t('library.estimate.who')}
        value={extractor}
        onChange={(value) => setExtractor(value === 'offline' ? 'offline' : 'model')}
      >
        <div className={classes.choices}>
          <Radio
            data-autofocus
            value="model"
            label={model.reads ? model.name : t('library.estimate.vectors', { model: model.name })}
            description={<ModelPrice estimate={estimate.data} />}
          />
          <Radio
            value="offline"
            label={t('library.estimate.offline')}
            description={t('library.estimate.offlineHint')}
          />
        </div>
      </Radio.Group>
      {isRead ? <ChooseTypes addition={addition} kept={kept} choice={types} onChange={setTypes} /> : null}
      {hasPrice && extractor === 'model' ? (
        <NumberInput
          label={t('library.estimate.budget')}
          description={t('library.estimate.budgetHint')}
          prefix="$"
          min={0}
          decimalScale={4}
          value={budget}
          onChange={setBudget}
          error={isBudgetWrong ? t('library.estimate.budgetWrong') : null}
        />
      ) : null}
      <div className={classes.pasteButtons}>
        <Button variant="default" onClick={onClose}>
          {t('shell.cancel')}
        </Button>
        <Button
          type="submit"
          disabled={isBudgetWrong || (extractor === 'model' && !(estimate.data && isSettled(types)))}
          loading={add.isPending}
        >
          {t('library.add')}
        </Button>
      </div>
    </form>
  );
}

function DocumentsLine({ estimate }: { estimate: EstimateResponse }) {
  const { t } = useTranslation();
  const { added, changed, unchanged, failed } = estimate.documents;
  const parts = [
    ...(added.length > 0 ? [t('library.estimate.added', { count: added.length })] : []),
    ...(changed.length > 0 ? [t('library.report.changed', { count: changed.length })] : []),
    ...(unchanged > 0 ? [t('library.report.unchanged', { count: unchanged })] : []),
    ...(failed.length > 0 ? [t('library.report.failed', { count: failed.length })] : []),
    t('library.estimate.chunks', { count: estimate.chunks.read }),
  ];
  return <p className={classes.reportLine}>{parts.join(' · ')}</p>;
}

/** Tokens and money, or that there is nothing to ask. */
function ModelPrice({ estimate }: { estimate: EstimateResponse | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (!estimate) return t('library.estimate.counting');
  if (estimate.model === null && estimate.embeddingModel === null) return t('library.estimate.nothing');
  const { tokens, cost, tokenizer, pricesListed } = estimate;
  const calls = estimate.stages.reduce((sum, stage) => sum + stage.calls, 0);
  const price =
    cost === null
      ? t('library.estimate.noPrice')
      : t('library.estimate.price', { price: formatMoney(cost, language) });
  const parts = [price, t('library.estimate.tokens', { ...tokens, count: calls })];
  if (pricesListed) parts.push(t('library.estimate.listed', { month: pricesListed }));
  if (cost === null) parts.push(t('library.estimate.ownPrice'));
  if (tokenizer && tokenizer.error > 0)
    parts.push(t('library.estimate.error', { percent: Math.round(tokenizer.error * 100) }));
  if (estimate.stages.some(({ inCircles }) => inCircles)) parts.push(t('library.estimate.inCircles'));
  return parts.join(' · ');
}
