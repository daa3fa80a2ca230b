import type { ModelReceipt } from '../model-receipt.ts';

/** Keeps the receipts of every model call, by purpose and model. */
export interface ModelMeter {
  /** What was taken since the meter was made, by purpose, then model, ascending. A copy: compare two of them to price what lies between. */
  receipts(): ModelReceipt[];
}
