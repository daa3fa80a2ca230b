import type { Chunk } from '../../domain/chunk.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { AliasStatement } from '../../domain/extraction.ts';
import { termKey } from '../text/term-key.ts';

/** An alias over all chunks that state it. */
export interface StatedAlias {
  left: string;
  right: string;
  leftKey: string;
  rightKey: string;
  /** Grows with how sure each statement is and how often it is made. */
  strength: number;
  /** Stated in words (又称, "also known as"), not only by a bracket. */
  explicit: boolean;
  /** The first sentence that states it, by document and place. */
  evidence: Evidence;
}

/** Every stated alias, the strongest first, ties in order of keys; chunks in any order give the same. */
export function collectAliases(chunks: readonly Chunk[]): StatedAlias[] {
  const found = new Map<string, StatedAlias>();
  for (const chunk of chunks) {
    for (const statement of chunk.extraction?.aliases ?? []) {
      const leftKey = termKey(statement.left);
      const rightKey = termKey(statement.right);
      if (!leftKey || !rightKey || leftKey === rightKey) continue;
      const evidence = {
        documentId: chunk.documentId,
        chunkId: chunk.id,
        start: chunk.start + statement.sentence.start,
        end: chunk.start + statement.sentence.end,
        verified: true,
      };
      const id = `${leftKey}\u0000${rightKey}`;
      const known = found.get(id);
      if (!known)
        found.set(id, {
          left: statement.left,
          right: statement.right,
          leftKey,
          rightKey,
          strength: statement.confidence,
          explicit: isExplicit(statement),
          evidence,
        });
      else {
        known.strength += statement.confidence;
        known.explicit ||= isExplicit(statement);
        if (comesBefore(evidence, known.evidence))
          Object.assign(known, { evidence, left: statement.left, right: statement.right });
      }
    }
  }
  return [...found.values()].sort(
    (left, right) =>
      right.strength - left.strength ||
      compare(left.leftKey, right.leftKey) ||
      compare(left.rightKey, right.rightKey),
  );
}

function comesBefore(left: Evidence, right: Evidence): boolean {
  return (compare(left.documentId, right.documentId) || left.start - right.start) < 0;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Words say it, or a bracket gives a second Chinese name beside a translation; a lone gloss may be an example. */
function isExplicit(statement: AliasStatement): boolean {
  return statement.pattern === 'zh-bracket-zh' || !statement.pattern.includes('bracket');
}
