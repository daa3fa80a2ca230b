import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowFailure } from '../../components/use-show-failure.ts';
import type { Addition } from './addition.ts';
import { useAdd } from './api.ts';
import { EstimateDialog } from './EstimateDialog.tsx';
import classes from './library.module.css';
import type { PricedModel } from './priced-model.ts';

export interface PasteTextProps {
  isOpen: boolean;
  /** The model that would be asked about it, at a price that is told before. */
  model: PricedModel | null;
  onClose: () => void;
}

/** Adds a text that is typed or pasted, under a name. */
export function PasteText({ isOpen, model, onClose }: PasteTextProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const [pending, setPending] = useState<Addition | null>(null);
  const add = useAdd();
  const showFailure = useShowFailure();
  const leave = () => {
    setName('');
    setText('');
    onClose();
  };
  const canAdd = name.trim() !== '' && text.trim() !== '';
  const submit = () => {
    const source = /\.(md|markdown|txt)$/i.test(name.trim()) ? name.trim() : `${name.trim()}.md`;
    const addition = { body: { documents: [{ source, text }] }, root: [] };
    if (model !== null) {
      setPending(addition);
      return;
    }
    add.mutate(
      { addition },
      {
        onSuccess: () => {
          notifications.show({ message: t('library.added') });
          leave();
        },
        onError: (error) => showFailure(t('library.failedToAdd'), error),
      },
    );
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('library.pasteTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form
        className={classes.pasteForm}
        onSubmit={(event) => {
          event.preventDefault();
          if (canAdd) submit();
        }}
      >
        <TextInput
          label={t('library.pasteName')}
          description={t('library.pasteNameHint')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          required
          data-autofocus
        />
        <Textarea
          label={t('library.pasteText')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={8}
          maxRows={18}
          required
        />
        <div className={classes.pasteButtons}>
          <Button variant="default" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button type="submit" disabled={!canAdd} loading={add.isPending}>
            {t('library.add')}
          </Button>
        </div>
      </form>
      {model === null ? null : (
        <EstimateDialog addition={pending} model={model} onAdded={leave} onClose={() => setPending(null)} />
      )}
    </Modal>
  );
}
