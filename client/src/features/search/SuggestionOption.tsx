import {
  IconChevronRight,
  IconCircleDot,
  IconFileText,
  IconHexagons,
  IconMessageQuestion,
  IconTerminal2,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTypeNames } from '../../components/use-type-names.ts';
import classes from './search.module.css';
import { matchingAlias, type Suggestion } from './suggestions.ts';

const ICONS = {
  entity: IconCircleDot,
  document: IconFileText,
  community: IconHexagons,
  ask: IconMessageQuestion,
  cypher: IconTerminal2,
  command: IconChevronRight,
} as const;

function useDescription(suggestion: Suggestion, query: string): { name: string; detail: string } {
  const { t } = useTranslation();
  const typeNames = useTypeNames();
  switch (suggestion.kind) {
    case 'entity': {
      const { entity } = suggestion;
      const alias = matchingAlias(entity, query);
      const count = t('search.mentions', { count: entity.mentionCount });
      const detail = [typeNames.entity(entity.type), alias ? t('search.alsoKnown', { alias }) : count].join(
        ' · ',
      );
      return { name: entity.name, detail };
    }
    case 'document':
      return { name: suggestion.document.title, detail: suggestion.document.source };
    case 'community':
      return {
        name: suggestion.community.title,
        detail: t('search.members', { count: suggestion.community.size }),
      };
    case 'ask':
      return { name: t('search.ask', { question: suggestion.question }), detail: '' };
    case 'cypher':
      return { name: t('search.cypher'), detail: suggestion.query };
    default:
      return { name: suggestion.command.label, detail: '' };
  }
}

/** One line of the suggestions. */
export function SuggestionOption({ suggestion, query }: { suggestion: Suggestion; query: string }) {
  const { name, detail } = useDescription(suggestion, query);
  const Icon = ICONS[suggestion.kind];
  return (
    <span className={classes.optionLine}>
      <Icon size={15} stroke={1.5} aria-hidden className={classes.optionIcon} />
      <span className={classes.optionName}>{name}</span>
      {detail ? <span className={classes.optionDetail}>{detail}</span> : null}
    </span>
  );
}
