import { JOB_STAGES, type JobStage } from '../../domain/job.ts';

/** The stages of a run where no embedding model is set. */
export const INDEX_STAGES: readonly JobStage[] = JOB_STAGES.filter((stage) => stage !== 'embed');
