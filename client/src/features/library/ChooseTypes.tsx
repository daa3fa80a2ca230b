import { Button, FileButton, Radio, TagsInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileText, IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Ontology, ontologyOf } from '../../../../domain/ontology.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { formatMoney } from '../../components/format.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Addition } from './addition.ts';
import { useFindTypes } from './api.ts';
import classes from './library.module.css';
import { readTypesFile, type TypesChoice } from './types-choice.ts';

export interface ChooseTypesProps {
  addition: Addition;
  /** Types that the library has; null when a model may find anything. */
  kept: Ontology | null;
  choice: TypesChoice;
  onChange: (choice: TypesChoice) => void;
}

/** What a model is to look for: types can be found in a sample or read from a file, and edited before anything is read. */
export function ChooseTypes({ addition, kept, choice, onChange }: ChooseTypesProps) {
  const { t } = useTranslation();
  const choose = (kind: string) => {
    if (kind === 'kept' || kind === 'any') onChange({ kind });
    else if (kind === 'find' || kind === 'file') onChange({ kind, ontology: null });
  };
  const named = kept ? [...kept.entityTypes, ...kept.relationshipTypes].join(', ') : '';
  return (
    <>
      <Radio.Group label={t('library.types.what')} value={choice.kind} onChange={choose}>
        <div className={classes.choices}>
          <Radio
            value="kept"
            label={t(kept ? 'library.types.kept' : 'library.types.any')}
            {...(kept ? { description: named } : {})}
          />
          {kept ? <Radio value="any" label={t('library.types.any')} /> : null}
          <Radio
            value="find"
            label={t('library.types.find')}
            description={choice.kind === 'find' ? t('library.types.findHint') : undefined}
          />
          <Radio value="file" label={t('library.types.file')} />
        </div>
      </Radio.Group>
      {choice.kind === 'find' && !choice.ontology ? (
        <FindTypes addition={addition} onFound={(ontology) => onChange({ kind: 'find', ontology })} />
      ) : null}
      {choice.kind === 'file' ? (
        <TypesFile onRead={(ontology) => onChange({ kind: 'file', ontology })} />
      ) : null}
      {'ontology' in choice && choice.ontology ? (
        <EditTypes
          ontology={choice.ontology}
          onChange={(ontology) => onChange({ kind: choice.kind, ontology })}
        />
      ) : null}
    </>
  );
}

function FindTypes({ addition, onFound }: { addition: Addition; onFound: (ontology: Ontology) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const find = useFindTypes(addition);
  const ask = () =>
    find.mutate(undefined, {
      onSuccess({ types, spent }) {
        const price = spent.cost === null ? t('library.estimate.noPrice') : formatMoney(spent.cost, language);
        notifications.show({
          message: t('library.types.found', { ...types.sample, count: types.sample.chunks, price }),
        });
        onFound(ontologyOf(types));
      },
    });
  return (
    <div>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconSparkles size={15} stroke={1.5} />}
        loading={find.isPending}
        onClick={ask}
      >
        {t('library.types.findNow')}
      </Button>
      {find.error ? <ErrorState error={find.error} /> : null}
    </div>
  );
}

function TypesFile({ onRead }: { onRead: (ontology: Ontology) => void }) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  const read = async (file: File | null) => {
    if (!file) return;
    try {
      onRead(await readTypesFile(file));
      setProblem(null);
    } catch (error) {
      setProblem(t('library.types.badFile', { name: file.name, reason: (error as Error).message }));
    }
  };
  return (
    <div>
      <FileButton onChange={(file) => void read(file)} accept=".yaml,.yml">
        {(props) => (
          <Button
            {...props}
            size="xs"
            variant="default"
            leftSection={<IconFileText size={15} stroke={1.5} />}
          >
            {t('library.types.chooseFile')}
          </Button>
        )}
      </FileButton>
      {problem ? (
        <p className={classes.muted} role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

function EditTypes({ ontology, onChange }: { ontology: Ontology; onChange: (ontology: Ontology) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <TagsInput
        label={t('library.types.entities')}
        description={t('library.types.editHint')}
        value={[...ontology.entityTypes]}
        onChange={(entityTypes) => onChange({ ...ontology, entityTypes })}
        maxTags={100}
        clearable
      />
      <TagsInput
        label={t('library.types.relationships')}
        value={[...ontology.relationshipTypes]}
        onChange={(relationshipTypes) => onChange({ ...ontology, relationshipTypes })}
        maxTags={100}
        clearable
      />
    </>
  );
}
