import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityDetailResponse } from '../../../../domain/api/entities.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Quote } from '../../components/Quote.tsx';
import { Section } from '../../components/Section.tsx';
import { SkeletonLines } from '../../components/SkeletonLines.tsx';
import { groupMentions, type MentionsOfDocument, useMentions } from './api.ts';
import classes from './inspector.module.css';

const OPEN_AT_FIRST = 2;
const SENTENCES_AT_FIRST = 4;

function DocumentMentions({
  group,
  surfaces,
  openAtFirst,
}: {
  group: MentionsOfDocument;
  surfaces: readonly string[];
  openAtFirst: boolean;
}) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(openAtFirst);
  const [showAll, setShowAll] = useState(false);
  const { documentId, source } = group;
  const shown = showAll ? group.sentences : group.sentences.slice(0, SENTENCES_AT_FIRST);
  return (
    <li>
      <UnstyledButton
        className={classes.documentLine}
        onClick={() => setOpen(!isOpen)}
        aria-expanded={isOpen}
      >
        <IconChevronRight size={14} data-open={isOpen} className={classes.chevron} aria-hidden />
        <span className={classes.documentTitle} title={source}>
          {group.title}
        </span>
        <span className={classes.count}>{group.places}</span>
      </UnstyledButton>
      {isOpen ? (
        <div className={classes.quotes}>
          {shown.map(({ start, end, text }) => (
            <Quote
              key={start}
              text={text}
              place={{ documentId, start, end }}
              source={source}
              surfaces={surfaces}
            />
          ))}
          {shown.length < group.sentences.length ? (
            <UnstyledButton className={classes.more} onClick={() => setShowAll(true)}>
              {t('inspector.moreIn')} ·{' '}
              {t('shell.cut', { shown: shown.length, total: group.sentences.length })}
            </UnstyledButton>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

/** Every sentence that names the entity, by document. */
export function EntityMentions({ entity }: { entity: EntityDetailResponse }) {
  const { t } = useTranslation();
  const query = useMentions(entity.id);
  const mentions = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const groups = useMemo(() => groupMentions(mentions), [mentions]);
  const total = query.data?.pages[0]?.total ?? entity.mentionCount;
  return (
    <Section
      title={t('inspector.evidence')}
      aside={query.data ? t('inspector.evidenceIn', { count: total, documents: groups.length }) : null}
    >
      {query.isPending ? <SkeletonLines count={4} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      <ul className={classes.plainList}>
        {groups.map((group, index) => (
          <DocumentMentions
            key={group.documentId}
            group={group}
            surfaces={entity.aliases}
            openAtFirst={index < OPEN_AT_FIRST}
          />
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('shell.cut', { shown: mentions.length, total })} · {t('shell.showMore')}
        </Button>
      ) : null}
    </Section>
  );
}
