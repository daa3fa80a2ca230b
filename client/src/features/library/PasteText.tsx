import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddTexts } from './api.ts';
import classes from './library.module.css';

/** Adds a text that is typed or pasted, under a name. */
export function PasteText({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const add = useAddTexts();
  const canAdd = name.trim() !== '' && text.trim() !== '';
  const submit = () => {
    const source = /\.(md|markdown|txt)$/i.test(name.trim()) ? name.trim() : `${name.trim()}.md`;
    add.mutate([{ source, text }], {
      onSuccess: () => {
        notifications.show({ message: t('library.added') });
        setName('');
        setText('');
        onClose();
      },
      onError: (error) =>
        notifications.show({ color: 'danger', title: t('library.failedToAdd'), message: error.message }),
    });
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
    </Modal>
  );
}
