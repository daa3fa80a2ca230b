import { JobResponse } from '../domain/api/jobs.ts';
import { GraphRagError } from '../domain/errors.ts';
import type { IngestReport } from '../domain/job.ts';
import type { Api } from './api.ts';
import type { Output } from './output.ts';

/** Tells each stage of the job on stderr until it has ended. */
export async function followJob(api: Api, jobId: string, output: Output): Promise<JobResponse> {
  let stage: string | null = null;
  for await (const { data } of api.events('GET', `/api/jobs/${jobId}/events`)) {
    const job = JobResponse.safeParse(JSON.parse(data));
    if (job.success && job.data.stage !== null && job.data.stage !== stage) {
      stage = job.data.stage;
      output.note(`  ${stage}…`);
    }
  }
  return JobResponse.parse(await api.json('GET', `/api/jobs/${jobId}`));
}

/** What a job that has ended did. @throws GraphRagError what it failed of */
export function reportOf(job: JobResponse): IngestReport {
  if (job.state === 'done' && job.report) return job.report as IngestReport;
  const { code, message, hint } = job.error ?? {
    code: 'internal',
    message: `The job ended as ${job.state}`,
    hint: undefined,
  };
  throw new GraphRagError(code as GraphRagError['code'], message, hint === undefined ? {} : { hint });
}
