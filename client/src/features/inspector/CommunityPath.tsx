import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigator } from '../../components/navigator.ts';
import classes from './inspector.module.css';

/** Communities from the coarsest to the finest, each selectable, indented by level. */
export function CommunityPath({
  communities,
}: {
  communities: readonly { id: string; level: number; title: string }[];
}) {
  const { t } = useTranslation();
  const { select } = useNavigator();
  return (
    <ul className={classes.plainList}>
      {communities.map((community, depth) => (
        <li key={community.id}>
          <UnstyledButton
            className={classes.pathRow}
            data-depth={Math.min(depth, 4)}
            onClick={() => select({ kind: 'community', id: community.id }, { fly: true })}
          >
            <span>{community.title}</span>
            <span className={classes.count}>{t('inspector.level', { level: community.level })}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
