import { JobResponse } from '../domain/api/jobs.ts';
import { GraphRagError } from '../domain/errors.ts';
import type { IngestReport, ModelSpending } from '../domain/job.ts';
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
export function reportOf({ state, report, error, progress }: JobResponse): IngestReport {
  if (state === 'done' && report) return report as IngestReport;
  const { code, message, hint }: NonNullable<JobResponse['error']> = error ?? {
    code: 'conflict',
    message: `The job was ${state}`,
  };
  const told = [hint, ...(progress.spent ? [spentInVain(progress.spent)] : [])].filter(Boolean).join(' ');
  throw new GraphRagError(code as GraphRagError['code'], message, told === '' ? {} : { hint: told });
}

/** What models took for a job that did not come to its end, and that it is not lost. */
function spentInVain({ input, output, cost }: ModelSpending): string {
  const price = cost === null ? 'price not known' : `$${cost.toFixed(4)}`;
  return `It took ${input.toLocaleString('en')} tokens in, ${output.toLocaleString('en')} out, ${price}; what could be used of it is kept, and the same command goes on from there.`;
}
