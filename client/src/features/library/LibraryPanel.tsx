import { useTranslation } from 'react-i18next';
import type { JobResponse } from '../../../../domain/api/jobs.ts';
import { PanelHeader } from '../../components/PanelHeader.tsx';
import { AddDocuments } from './AddDocuments.tsx';
import { DocumentList } from './DocumentList.tsx';
import { JobProgress } from './JobProgress.tsx';
import { JobReport } from './JobReport.tsx';
import { useJob, useLastJob } from './job-api.ts';
import classes from './library.module.css';
import { pricedModel } from './priced-model.ts';
import { SamplesNote } from './SamplesNote.tsx';

export interface LibraryPanelProps {
  /** The job that runs or waits, as the status tells it. */
  job: JobResponse | null;
  /** True while samples are in the index. */
  hasSamples: boolean;
  /** The chat model that is configured, which then reads what is added. */
  model: string | null;
  /** The model that makes vectors of it. */
  embedding: string | null;
  openDocumentId: string | null;
  onClose?: () => void;
}

/** Documents in and out, and what became of them. */
export function LibraryPanel({
  job,
  hasSamples,
  model,
  embedding,
  openDocumentId,
  onClose,
}: LibraryPanelProps) {
  const { t } = useTranslation();
  const followed = useJob(job?.id ?? null);
  const running = followed ?? job;
  const last = useLastJob(job?.id ?? null).data ?? null;
  return (
    <>
      <PanelHeader title={t('library.title')} {...(onClose ? { onClose } : {})} />
      <div className={classes.panel}>
        <AddDocuments model={pricedModel(model, embedding)} />
        {running && job ? <JobProgress job={running} model={model} /> : null}
        {!job && last ? <JobReport key={last.id} job={last} /> : null}
        {hasSamples ? <SamplesNote /> : null}
        <DocumentList openDocumentId={openDocumentId} model={model} />
      </div>
    </>
  );
}
