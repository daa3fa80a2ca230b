import type { EstimateResponse } from '../domain/api/estimate.ts';
import type {
  EmbeddingWork,
  IngestReport,
  LeftOut,
  ModelWork,
  ReportWriting,
  SilentChunks,
} from '../domain/job.ts';
import type { FoundType, FoundTypes, Ontology } from '../domain/ontology.ts';

/** Sources that are told of; a broken file of rows has hundreds of thousands. */
const MOST_FAILURES = 200;

/** What a run did, for people. */
export function reportLines(report: IngestReport): string[] {
  return [
    ...documentLines(report.documents),
    `written: ${Object.entries(report.written)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ')}`,
    ...(report.model ? modelLines(report.model, report) : []),
    ...(report.embeddings ? embeddingLines(report.embeddings) : []),
    `${(report.milliseconds / 1000).toFixed(1)} s`,
  ];
}

/** What a run would do and take, for people. */
export function estimateLines(estimate: EstimateResponse): string[] {
  const {
    documents,
    chunks,
    model,
    embeddingModel,
    stages,
    tokens,
    cost,
    tokenizer,
    correction,
    ontology,
    pricesListed,
  } = estimate;
  const lines = [
    ...documentLines(documents),
    `${chunks.read} chunks to read, ${chunks.kept} kept as they are`,
  ];
  const asked = model ?? embeddingModel;
  if (asked === null) return [...lines, 'No model would be asked: 0 tokens, $0'];
  const modelOf = (purpose: string): string => (purpose === 'embed' ? embeddingModel : model) ?? asked;
  const error = tokenizer && tokenizer.error > 0 ? `, for ${asked} within ${percent(tokenizer.error)}` : '';
  const runs = correction?.runs ?? 0;
  return [
    ...lines,
    ...stages.map(
      (stage) =>
        `${stage.purpose}: ${stage.isRough ? 'about ' : ''}${callsOf(stage.calls, modelOf(stage.purpose))}, ${tokenLine(stage.inputTokens, stage.outputTokens)}, ${money(stage.cost)}${stage.isRough ? ' (a share of the text: what there is to report on is known only when it has been read)' : ''}`,
    ),
    ...(stages.some(({ inCircles }) => inCircles)
      ? [
          `  ${asked} repeats itself in lists, as small models do: it is asked a little at a time and cut, names things, and leaves relationships to the rules; a larger model reads those too`,
        ]
      : []),
    `in all about ${tokenLine(tokens.input, tokens.output)}, ${money(cost)}${pricesListed ? ` at prices of ${pricesListed}; your own go into prices.json` : ''}`,
    ...(ontology ? ontologyLines(ontology) : []),
    `counted with ${tokenizer?.name ?? 'no tokenizer'}${error}; ${
      runs > 0
        ? `corrected by what ${runs === 1 ? 'an earlier run' : `${runs} earlier runs`} took`
        : 'replies as long as they usually are'
    }; chunks that are asked again are not in it`,
  ];
}

function documentLines(documents: EstimateResponse['documents']): string[] {
  const { added, changed, removed, unchanged, failed, vanished } = documents;
  return [
    `${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged} unchanged, ${failed.length} not read`,
    ...failed.slice(0, MOST_FAILURES).map(({ source, code, message }) => {
      const what = code === 'extraction-failed' ? 'not read whole' : 'not read';
      return `  ${what}: ${source}: ${message} (${code})`;
    }),
    ...(failed.length > MOST_FAILURES
      ? [`  and ${amount(failed.length - MOST_FAILURES)} more; --json tells all`]
      : []),
    ...vanished
      .filter((source) => !removed.includes(source))
      .map((source) => `  no longer in its folder: ${source} (--prune removes it)`),
  ];
}

/** What the model took beside what was expected, by purpose, and what became of what it told. */
function modelLines(
  { estimate, receipts, facts, reports, remembered, silent, ontology, found: types, before }: ModelWork,
  { tokens, cost }: IngestReport,
): string[] {
  const lines = receipts.map(
    ({ purpose, model, calls, failedCalls, cachedCalls, inputTokens, outputTokens, lost, ...paid }) => {
      const expected = estimate.stages.find((stage) => stage.purpose === purpose);
      const told = expected
        ? ` (expected ${tokenLine(expected.inputTokens, expected.outputTokens)}, ${money(expected.cost)})`
        : '';
      const counted = lost
        ? ` (which took about ${tokenLine(lost.inputTokens, lost.outputTokens)}, counted here)`
        : '';
      const failed = failedCalls > 0 ? `, ${failedCalls} without a reply${counted}` : '';
      const remembered = cachedCalls > 0 ? `, ${cachedCalls} replies remembered` : '';
      return `${purpose}: ${callsOf(calls, model)}${failed}${remembered}, ${tokenLine(inputTokens, outputTokens)}, ${money(paid.cost)}${told}`;
    },
  );
  if (remembered)
    lines.push(
      `remembered, for nothing: ${amount(remembered.chunks)} chunks, ${amount(remembered.reports)} reports`,
    );
  const { cited, found, unverified, dropped } = facts;
  const all = cited + found + unverified + dropped;
  if (all > 0) {
    const share = (count: number): string => `${count} (${percent(count / all)})`;
    lines.push(
      `facts: ${share(cited)} stand where they were cited, ${share(found)} in another sentence, ${share(unverified)} are marked as not verified, ${share(dropped)} were dropped`,
    );
  }
  if (silent) lines.push(...silentLines(silent));
  if (reports) lines.push(...writingLines(reports));
  if (receipts.length > 1 || before) {
    const earlier = before
      ? `; of that ${tokenLine(before.input, before.output)}, ${money(before.cost)} before it went on`
      : '';
    lines.push(`in all ${tokenLine(tokens.input, tokens.output)}, ${money(cost)}${earlier}`);
  }
  return [...lines, ...(types ? foundLines(types) : ontology ? ontologyLines(ontology) : [])];
}

function silentLines(silent: readonly SilentChunks[]): string[] {
  return [
    'named nothing there, asked twice, though names stand in the text:',
    ...silent.map(
      ({ source, chunks }) => `  ${source}: chunk${chunks.length === 1 ? '' : 's'} ${chunks.join(', ')}`,
    ),
  ];
}

function ontologyLines({ entityTypes, relationshipTypes }: Ontology): string[] {
  const line = (kind: string, types: readonly string[]): string[] =>
    types.length > 0 ? [`${kind}, only these: ${types.join(', ')}`] : [];
  return [...line('entity types', entityTypes), ...line('relationship types', relationshipTypes)];
}

/** Types that were found, each with how often and where. */
function foundLines({ entityTypes, relationshipTypes, dropped, sample }: FoundTypes): string[] {
  const line = ({ type, count, example }: FoundType): string =>
    `  ${type} (${count}): ${example.sentence.slice(0, 120)} (${example.source})`;
  const left = dropped > 0 ? `; ${dropped} that nothing in it shows were left out` : '';
  return [
    `types found in ${sample.chunks} passages of ${sample.documents} documents${left}; the index keeps them:`,
    ...entityTypes.map(line),
    ' between them:',
    ...relationshipTypes.map(line),
  ];
}

/** What became of vectors, and what a person can do about those that are not there. */
function embeddingLines({ model, written, kept, deleted, missing, ...copies }: EmbeddingWork): string[] {
  const { published, unpublished } = copies;
  const leftOut = (what: string, { count, message, hint }: LeftOut): string =>
    `  ${amount(count)} ${what}: ${message.replace(/\.$/, '')}${hint ? `. ${hint}` : ''}`;
  return [
    `vectors of ${model}: ${amount(written)} made, ${amount(kept)} kept, ${amount(deleted)} forgotten` +
      (published === undefined ? '' : `, ${amount(published)} copied to the store`),
    ...(missing ? [leftOut('not made', missing)] : []),
    ...(unpublished ? [leftOut('not copied to the store', unpublished)] : []),
  ];
}

function writingLines({ written, findings, failed }: ReportWriting): string[] {
  const left = findings.dropped > 0 ? `, ${amount(findings.dropped)} left out` : '';
  return [
    `reports: ${amount(written)} written with ${amount(findings.kept)} findings that the sentences they cite hold${left}`,
    ...failed.map(
      ({ title, code, message }) => `  not written, the next run asks again: ${title}: ${message} (${code})`,
    ),
  ];
}

function callsOf(calls: number, model: string): string {
  return `${amount(calls)} ${calls === 1 ? 'call' : 'calls'} of ${model}`;
}

function tokenLine(input: number, output: number): string {
  return `${amount(input)} tokens in, ${amount(output)} out`;
}

function money(cost: number | null): string {
  return cost === null ? 'price not known' : `$${cost.toFixed(4)}`;
}

function amount(count: number): string {
  return count.toLocaleString('en');
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
