import { EstimateResponse } from '../../domain/api/estimate.ts';
import { JobAccepted } from '../../domain/api/jobs.ts';
import type { IngestReport } from '../../domain/job.ts';
import { collectSources } from '../../ingest/collect-sources.ts';
import type { Api } from '../api.ts';
import { followJob, reportOf } from '../follow-job.ts';
import type { Output } from '../output.ts';
import { readOntology } from '../read-ontology.ts';
import { estimateLines, reportLines } from '../run-lines.ts';
import { saveTypes } from '../save-types.ts';

export interface IngestFlags {
  extractor: 'auto' | 'offline' | 'model';
  /** Only say what it would take. */
  estimate: boolean;
  /** A YAML file of types and relationships. */
  ontology?: string;
  /** Find types in a sample first. */
  findTypes: boolean;
  /** Let go of the types that the index has. */
  anyTypes: boolean;
  /** Where the types go, as YAML. */
  saveTypes?: string;
  /** US dollars. */
  budget?: number;
  /** Through the provider's batch API. */
  batch: boolean;
  prune: boolean;
  as?: string;
  rebuild: boolean;
  strict: boolean;
}

/** `orrery ingest PATH…`: 0 when everything readable is in, 1 when a chunk failed or nothing could be read (with `--strict`: or anything was skipped). */
export async function ingestCommand(
  api: Api,
  paths: readonly string[],
  flags: IngestFlags,
  { dataFolder, output }: { dataFolder: string; output: Output },
): Promise<number> {
  const { form, query } = await toUpload(paths, flags, dataFolder, output);
  if (flags.estimate) {
    const estimate = EstimateResponse.parse(await api.upload(`/api/estimate?${query}`, form));
    output.result(estimate, estimateLines(estimate));
    return 0;
  }
  const { jobId } = JobAccepted.parse(await api.upload(`/api/documents?${query}`, form));
  const report = reportOf(await followJob(api, jobId, output));
  if (flags.saveTypes !== undefined) await keepTypes(flags.saveTypes, report, output);
  output.result(report, reportLines(report));
  const { added, changed, unchanged, failed } = report.documents;
  const nothingRead = added.length + changed.length + unchanged === 0 && failed.length > 0;
  const chunkFailed = failed.some((failure) => failure.code === 'extraction-failed');
  return nothingRead || chunkFailed || (flags.strict && failed.length > 0) ? 1 : 0;
}

async function keepTypes(file: string, { model }: IngestReport, output: Output): Promise<void> {
  if (!model?.ontology) {
    output.note('No types to save: this run asked no model, or let it find anything');
    return;
  }
  await saveTypes(file, model.ontology, model.found);
  output.note(`types saved in ${file}; edit it and read with --ontology ${file}`);
}

/** What the paths hold and what is asked for it, as the server takes both. */
async function toUpload(
  paths: readonly string[],
  flags: IngestFlags,
  dataFolder: string,
  output: Output,
): Promise<{ form: FormData; query: URLSearchParams }> {
  const sources = await collectSources(paths, { as: flags.as, except: [dataFolder] });
  const form = new FormData();
  // First, so that the job knows what is there but unreadable: such a file has not vanished.
  form.append('failed', JSON.stringify(sources.failed));
  for (const file of sources.files) {
    form.append('files', new Blob([file.bytes as Uint8Array<ArrayBuffer>]), file.source);
  }
  const query = new URLSearchParams({
    extractor: flags.extractor,
    rebuild: String(flags.rebuild),
    prune: String(flags.prune),
    batch: String(flags.batch),
  });
  if (flags.budget !== undefined) query.set('budget', String(flags.budget));
  if (flags.findTypes) query.set('types', 'find');
  if (flags.anyTypes) query.set('types', 'any');
  const ontology = flags.ontology === undefined ? null : await readOntology(flags.ontology);
  for (const type of ontology?.entityTypes ?? []) query.append('entityType', type);
  for (const type of ontology?.relationshipTypes ?? []) query.append('relationshipType', type);
  for (const root of sources.roots) query.append('root', root);
  output.note(`${sources.files.length} files to read`);
  return { form, query };
}

/** `orrery remove SOURCE…` */
export async function removeCommand(api: Api, sources: readonly string[], output: Output): Promise<number> {
  const { jobId } = JobAccepted.parse(await api.json('POST', '/api/documents/remove', { sources }));
  const report = reportOf(await followJob(api, jobId, output));
  output.result(report, reportLines(report));
  return 0;
}
