import { z } from 'zod';
import { ANSWER_MODES, type Answer, type Citation, type TraceEvent } from '../../domain/answer.ts';
import { IngestReportResponse } from '../../domain/api/jobs.ts';
import type { Chunk } from '../../domain/chunk.ts';
import type { Community, Finding, Report } from '../../domain/community.ts';
import type { Decision } from '../../domain/decision.ts';
import type { Document, DocumentLanguage } from '../../domain/document.ts';
import type { Entity, IdentityMerge, Mention } from '../../domain/entity.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { ExtractionRecord } from '../../domain/extraction-record.ts';
import { fieldsOf, wordsOf } from '../../domain/record-fields.ts';
import type { Relationship, RelationshipOrigin } from '../../domain/relationship.ts';
import type { Run } from '../../domain/run.ts';
import type { RecordKind } from './format.ts';
import type { VectorLine } from './vector-line.ts';

const id = z.string().min(1);
const place = z.number().int().min(0);
const at = z.string();

const evidence = fieldsOf<Evidence>()({
  documentId: id,
  chunkId: id,
  start: place,
  end: place,
  verified: z.boolean(),
});

const document = fieldsOf<Document>()({
  id,
  source: z.string().min(1),
  title: z.string(),
  language: wordsOf<DocumentLanguage>({ zh: true, en: true, other: true }),
  mediaType: z.string(),
  text: z.string(),
  contentHash: z.string(),
  pages: z.array(place).optional(),
});

const chunk = fieldsOf<Chunk>()({
  id,
  documentId: id,
  position: place,
  start: place,
  end: place,
  tokenCount: place,
  headingPath: z.array(z.string()),
  sentences: z.array(place),
  extraction: ExtractionRecord.nullable(),
});

const community = fieldsOf<Community>()({
  id,
  level: place,
  parentId: id.nullable(),
  title: z.string(),
  size: place,
  x: z.number(),
  y: z.number(),
  radius: z.number(),
});
const finding = fieldsOf<Finding>()({ text: z.string(), evidence: z.array(evidence) });
const report = fieldsOf<Report>()({
  communityId: id,
  title: z.string(),
  summary: z.string(),
  findings: z.array(finding),
  rating: z.number(),
  origin: wordsOf<Report['origin']>({ extractive: true, model: true }),
  stale: z.boolean(),
  contentHash: z.string(),
});

const merge = fieldsOf<IdentityMerge>()({
  left: z.string(),
  right: z.string(),
  reason: z.string(),
  evidence: evidence.nullable(),
});
const entity = fieldsOf<Entity>()({
  id,
  name: z.string(),
  type: z.string(),
  aliases: z.array(z.string()),
  description: z.string(),
  rank: z.number(),
  mentionCount: place,
  x: z.number().nullable(),
  y: z.number().nullable(),
  communityId: id.nullable(),
  merges: z.array(merge),
});
const mention = fieldsOf<Mention>()({ entityId: id, documentId: id, chunkId: id, start: place, end: place });
const relationship = fieldsOf<Relationship>()({
  id,
  sourceId: id,
  targetId: id,
  type: z.string().min(1),
  description: z.string(),
  weight: z.number(),
  origin: wordsOf<RelationshipOrigin>({
    stated: true,
    'co-occurrence': true,
    imported: true,
    manual: true,
  }),
  evidence: z.array(evidence),
});
const decision = fieldsOf<Decision>()({
  id,
  kind: wordsOf<Decision['kind']>({
    merge: true,
    'keep-apart': true,
    rename: true,
    retype: true,
    hide: true,
    pin: true,
  }),
  subject: z.array(z.string()),
  value: z.string().optional(),
  reason: z.string(),
  at,
});

// What a run or an answer tells of itself may grow from version to version: nothing of it is computed with, all of it is kept.
const run = z.strictObject({
  id,
  kind: z.string(),
  at,
  report: z.looseObject(IngestReportResponse.shape),
}) as z.ZodType as z.ZodType<Run>;
const citation = fieldsOf<Citation>()({
  number: place,
  documentId: z.string(),
  source: z.string(),
  start: place,
  end: place,
  quote: z.string(),
  entityIds: z.array(z.string()),
});
const traceEvent = fieldsOf<TraceEvent>()({ event: z.string(), data: z.unknown() });
const answer = fieldsOf<Answer>()({
  id,
  question: z.string(),
  mode: z.enum(ANSWER_MODES).exclude(['auto']),
  model: z.string().optional(),
  answered: z.boolean(),
  text: z.string(),
  citations: z.array(citation),
  trace: z.array(traceEvent),
  at,
  milliseconds: z.number(),
});

const vector = fieldsOf<VectorLine>()({
  model: z.string().min(1),
  id,
  textHash: z.string(),
  numbers: z.base64(),
});

/** The record of each kind, without its `kind`. */
export interface RecordOf {
  document: Document;
  chunk: Chunk;
  community: Community;
  report: Report;
  entity: Entity;
  mention: Mention;
  relationship: Relationship;
  decision: Decision;
  run: Run;
  answer: Answer;
  vector: VectorLine;
}

/** What a line of each kind must be; fields that it does not name are refused, so that nothing is lost unseen. */
export const RECORD_SCHEMAS: { readonly [Kind in RecordKind]: z.ZodType<RecordOf[Kind]> } = {
  document,
  chunk,
  community,
  report,
  entity,
  mention,
  relationship,
  decision,
  run,
  answer,
  vector,
};
