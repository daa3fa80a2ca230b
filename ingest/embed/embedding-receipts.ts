import { NO_FACTS } from '../../domain/fact-check.ts';
import type { IngestReport, ModelSpending } from '../../domain/job.ts';
import type { ModelSession } from '../../domain/ports/model-access.ts';
import type { StageEstimate } from '../../domain/stage-estimate.ts';
import { addSpending, spendingOf } from '../spending-progress.ts';

interface EmbeddingAccount {
  /** As it was told before the first call. */
  stages: StageEstimate[];
  /** What the job took before it was interrupted. */
  before?: ModelSpending | undefined;
}

/**
 * The report of a run in which no chat model reads, with what its vectors took; as it was when nothing was asked. It tells no types, so those that
 * an earlier run kept stay.
 */
export function withEmbeddingReceipts(
  report: IngestReport,
  session: Pick<ModelSession, 'embedding' | 'meter'> | null,
  { stages, before }: EmbeddingAccount,
): IngestReport {
  const receipts = session?.meter.receipts() ?? [];
  if (!session?.embedding || (receipts.length === 0 && !before)) return report;
  const { cost, ...tokens } = addSpending(spendingOf(receipts), before);
  const model = {
    name: session.embedding.name,
    estimate: { stages, correction: { input: 1, output: 1, runs: 0 } },
    receipts,
    facts: { ...NO_FACTS },
    ...(before && { before }),
  };
  return { ...report, tokens, cost, model };
}
