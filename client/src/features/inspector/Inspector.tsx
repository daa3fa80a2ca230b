import { useTranslation } from 'react-i18next';
import { PanelHeader } from '../../components/PanelHeader.tsx';
import panel from '../../components/panel.module.css';
import type { Selection } from '../../selection.ts';
import { CommunityInspector } from './CommunityInspector.tsx';
import { EntityInspector } from './EntityInspector.tsx';
import { IndexOverview } from './IndexOverview.tsx';
import { RelationshipInspector } from './RelationshipInspector.tsx';

/** One thing whole: whatever is selected anywhere on the page. */
export function Inspector({ selection, onClose }: { selection: Selection | null; onClose?: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <PanelHeader title={t('shell.inspector')} {...(onClose ? { onClose } : {})} />
      <div className={panel.scroll} key={selection ? `${selection.kind} ${selection.id}` : 'none'}>
        {selection === null ? <IndexOverview /> : null}
        {selection?.kind === 'entity' ? <EntityInspector id={selection.id} /> : null}
        {selection?.kind === 'relationship' ? <RelationshipInspector id={selection.id} /> : null}
        {selection?.kind === 'community' ? <CommunityInspector id={selection.id} /> : null}
      </div>
    </>
  );
}
