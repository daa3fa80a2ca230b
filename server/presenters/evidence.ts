import type { EvidenceResponse } from '../../domain/api/common.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { IndexSnapshot } from '../snapshot.ts';

/** Evidence with the characters it points at; the quote is empty when its document is gone. */
export function presentEvidence(evidence: Evidence, snapshot: IndexSnapshot): EvidenceResponse {
  const document = snapshot.documentById.get(evidence.documentId);
  return {
    documentId: evidence.documentId,
    chunkId: evidence.chunkId,
    start: evidence.start,
    end: evidence.end,
    quote: document?.text.slice(evidence.start, evidence.end) ?? '',
    verified: evidence.verified,
    ...(document ? { source: document.source } : {}),
  };
}
