import type { Chunk } from '../../domain/chunk.ts';
import type { Mention } from '../../domain/entity.ts';
import type { Statement, StatementEnd } from '../../domain/extraction.ts';
import type { ResolvedFact } from '../resolved-graph.ts';
import { hasCjk } from '../text/characters.ts';
import { termKey } from '../text/term-key.ts';
import { CLASS_WORDS } from '../text/words/chinese-words.ts';

const ENGLISH_CLASS =
  /^\s*(?:models?|networks?|architectures?|algorithms?|methods?|frameworks?|approach|techniques?|layers?|papers?)$/i;
/** A name must cover this share of the phrase that is the subject, else the subject is something else. */
const SUBJECT_SHARE = 0.5;

/**
 * Turns statements about surfaces into facts about entities. A statement whose end is no entity is dropped.
 *
 * @param entityOfKey the entity that has this key among its names
 * @param mentions the chunk's mentions, ascending
 */
export function resolveFacts(
  chunk: Chunk,
  mentions: readonly Mention[],
  entityOfKey: (key: string) => string | undefined,
): ResolvedFact[] {
  const facts: ResolvedFact[] = [];
  const byEnd = new Map(mentions.map((mention) => [mention.end, mention]));
  const byStart = new Map(mentions.map((mention) => [mention.start, mention]));
  for (const statement of chunk.extraction?.statements ?? []) {
    const isSubject = statement.type !== 'IS_A';
    const sourceId = entityAt(statement.source, true);
    const targetId = entityAt(statement.target, isSubject);
    if (!sourceId || !targetId || sourceId === targetId) continue;
    facts.push(toFact(statement, sourceId, targetId));
  }
  return facts;

  /** The entity named at this end: its whole surface, or the name that ends it, or the name before a class word. */
  function entityAt(end: StatementEnd, strict: boolean): string | undefined {
    if (end.start === undefined) return entityOfKey(termKey(end.surface));
    const start = chunk.start + end.start;
    const stop = start + end.surface.length;
    const last = byEnd.get(stop);
    if (last && last.start <= start) return last.entityId;
    if (last && (!strict || (stop - last.start) / (stop - start) >= SUBJECT_SHARE)) return last.entityId;
    const first = byStart.get(start);
    if (first && first.end < stop && isClass(end.surface.slice(first.end - start))) return first.entityId;
    return undefined;
  }

  function toFact(statement: Statement, sourceId: string, targetId: string): ResolvedFact {
    const start = chunk.start + statement.sentence.start;
    const end = chunk.start + statement.sentence.end;
    const inside = new Set(
      mentions
        .filter((mention) => mention.start >= start && mention.end <= end)
        .map((mention) => mention.entityId),
    );
    const named = (id: string): boolean =>
      inside.has(id) || chunk.headingPath.some((heading) => namesEntity(heading, id));
    return {
      sourceId,
      targetId,
      type: statement.type,
      description: statement.description,
      confidence: statement.confidence,
      pattern: statement.pattern,
      evidence: {
        documentId: chunk.documentId,
        chunkId: chunk.id,
        start,
        end,
        verified: named(sourceId) && named(targetId),
      },
    };
  }

  /** True when a statement of this chunk names the entity by words of the heading. */
  function namesEntity(heading: string, id: string): boolean {
    return (chunk.extraction?.statements ?? [])
      .flatMap(({ source, target }) => [source, target])
      .some(
        ({ start, surface }) =>
          start === undefined && heading.includes(surface) && entityOfKey(termKey(surface)) === id,
      );
  }
}

function isClass(rest: string): boolean {
  return hasCjk(rest) ? CLASS_WORDS.has(rest.trim()) : ENGLISH_CLASS.test(rest);
}
