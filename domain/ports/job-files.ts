import type { Job } from '../job.ts';
import type { BuildRequest } from './index-builder.ts';

/** A job as it is kept: `order` grows with each arrival. */
export interface JobRecord {
  order: number;
  job: Job;
}

/** Where jobs survive the end of the process. Every promise resolves once its change would survive a loss of power. */
export interface JobFiles {
  /** All kept records, in order of arrival. What a kill left half-made is cleared away. */
  list(): Promise<JobRecord[]>;
  /** Keeps the record and everything the job needs to run, as one: after a kill both are there or neither. */
  create(record: JobRecord, request: BuildRequest): Promise<void>;
  /** Replaces the record; does nothing when the job was removed. */
  save(record: JobRecord): Promise<void>;
  /** What the job was asked to do; null once it was dropped. */
  loadRequest(id: string): Promise<BuildRequest | null>;
  /** Forgets what the job was asked to do, its inputs with it; the record stays. Does nothing when that was forgotten before. */
  dropRequest(id: string): Promise<void>;
  /** Forgets the job. */
  remove(id: string): Promise<void>;
}
