import '@mantine/dropzone/styles.css';
import { Button, FileButton } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { notifications } from '@mantine/notifications';
import { IconFileText, IconFolder, IconTextPlus, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShowFailure } from '../../components/use-show-failure.ts';
import { type Addition, additionOfFiles } from './addition.ts';
import { useAdd } from './api.ts';
import { EstimateDialog } from './EstimateDialog.tsx';
import { fileSource, isClutter } from './file-source.ts';
import classes from './library.module.css';
import { PasteText } from './PasteText.tsx';
import type { PricedModel } from './priced-model.ts';

const ACCEPTED = '.txt,.md,.markdown,.pdf,.docx,.html,.htm,.epub,.csv,.tsv,.json,.jsonl';

/** Where documents come in: dropped, chosen or pasted. */
export function AddDocuments({ model }: { model: PricedModel | null }) {
  const { t } = useTranslation();
  const [isPasting, setPasting] = useState(false);
  const [pending, setPending] = useState<Addition | null>(null);
  const add = useAdd();
  const showFailure = useShowFailure();
  const send = (chosen: readonly File[] | null) => {
    const files = (chosen ?? [])
      .map((file) => ({ file, source: fileSource(file) }))
      .filter(({ source }) => !isClutter(source));
    if (files.length === 0) return;
    const addition = additionOfFiles(files);
    if (model !== null) {
      setPending(addition);
      return;
    }
    add.mutate(
      { addition },
      {
        onSuccess: () => notifications.show({ message: t('library.added') }),
        onError: (error) => showFailure(t('library.failedToAdd'), error),
      },
    );
  };
  return (
    <div className={classes.add}>
      <Dropzone
        onDrop={send}
        loading={add.isPending}
        activateOnClick={false}
        className={classes.dropzone}
        inputProps={{ 'aria-label': t('library.drop') }}
      >
        <IconUpload size={20} stroke={1.5} aria-hidden className={classes.dropIcon} />
        <p className={classes.dropTitle}>
          <Dropzone.Accept>{t('library.dropNow')}</Dropzone.Accept>
          <Dropzone.Idle>{t('library.drop')}</Dropzone.Idle>
          <Dropzone.Reject>{t('library.dropNow')}</Dropzone.Reject>
        </p>
        <p className={classes.dropHint}>
          {t(model?.reads ? 'library.dropHintModel' : 'library.dropHint', { model: model?.name })}
        </p>
      </Dropzone>
      <div className={classes.addButtons}>
        <FileButton onChange={send} multiple accept={ACCEPTED}>
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              leftSection={<IconFileText size={15} stroke={1.5} />}
            >
              {t('library.chooseFiles')}
            </Button>
          )}
        </FileButton>
        <FileButton onChange={send} multiple inputProps={{ webkitdirectory: '' } as object}>
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              leftSection={<IconFolder size={15} stroke={1.5} />}
            >
              {t('library.chooseFolder')}
            </Button>
          )}
        </FileButton>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTextPlus size={15} stroke={1.5} />}
          onClick={() => setPasting(true)}
        >
          {t('library.paste')}
        </Button>
      </div>
      <PasteText isOpen={isPasting} model={model} onClose={() => setPasting(false)} />
      {model === null ? null : (
        <EstimateDialog addition={pending} model={model} onClose={() => setPending(null)} />
      )}
    </div>
  );
}
