import type { CommunityDetailResponse, CommunityResponse } from '../../../domain/api/communities.ts';
import type { DocumentResponse, DocumentSummaryResponse } from '../../../domain/api/documents.ts';
import type {
  EntityDetailResponse,
  EntityResponse,
  MentionResponse,
  RelationshipResponse,
} from '../../../domain/api/entities.ts';
import type { JobResponse } from '../../../domain/api/jobs.ts';
import type { StatusResponse } from '../../../domain/api/status.ts';

/** Records of the wire with everything in place; a test names what matters to it. */
export function anEntity(given: Partial<EntityResponse> = {}): EntityResponse {
  return {
    id: 'e-lora',
    name: 'LoRA',
    type: 'METHOD',
    aliases: ['LoRA', 'low-rank adaptation', '低秩适配'],
    description: 'LoRA freezes the weights.',
    rank: 3,
    mentionCount: 5,
    communityId: 'c-tuning',
    x: 1,
    y: 2,
    ...given,
  };
}

export function anEntityDetail(given: Partial<EntityDetailResponse> = {}): EntityDetailResponse {
  return {
    ...anEntity(),
    merges: [
      {
        left: 'LoRA',
        right: 'low-rank adaptation',
        reason: 'stated-alias',
        evidence: {
          documentId: 'd-notes',
          chunkId: 'k-1',
          start: 0,
          end: 40,
          quote: '**LoRA** (low-rank adaptation) is a method.',
          verified: true,
          source: 'notes/lora.md',
        },
      },
    ],
    communities: [{ id: 'c-tuning', level: 0, title: 'Fine-tuning' }],
    definition: {
      documentId: 'd-notes',
      chunkId: 'k-1',
      start: 9,
      end: 51,
      quote: '**LoRA** freezes the weights of the model.',
      verified: true,
      source: 'notes/lora.md',
    },
    ...given,
  };
}

export function aMention(given: Partial<MentionResponse> = {}): MentionResponse {
  return {
    entityId: 'e-lora',
    documentId: 'd-notes',
    chunkId: 'k-1',
    start: 11,
    end: 15,
    source: 'notes/lora.md',
    title: 'Notes on LoRA',
    sentence: { start: 9, end: 51, text: '**LoRA** freezes the weights of the model.' },
    ...given,
  };
}

export function aRelationship(given: Partial<RelationshipResponse> = {}): RelationshipResponse {
  return {
    id: 'r-1',
    sourceId: 'e-lora',
    targetId: 'e-tuning',
    sourceName: 'LoRA',
    targetName: 'fine-tuning',
    type: 'IS_A',
    description: 'is a kind of',
    weight: 2,
    origin: 'stated',
    evidence: [
      {
        documentId: 'd-notes',
        chunkId: 'k-1',
        start: 60,
        end: 96,
        quote: 'LoRA is a kind of fine-tuning.',
        verified: true,
        source: 'notes/lora.md',
      },
    ],
    ...given,
  };
}

export function aCommunity(given: Partial<CommunityResponse> = {}): CommunityResponse {
  return {
    id: 'c-tuning',
    level: 0,
    parentId: null,
    title: 'Fine-tuning',
    size: 12,
    x: 0,
    y: 0,
    radius: 5,
    ...given,
  };
}

export function aCommunityDetail(given: Partial<CommunityDetailResponse> = {}): CommunityDetailResponse {
  return {
    ...aCommunity(),
    report: {
      title: 'Fine-tuning',
      summary: 'Ways to adapt a model.',
      findings: [
        {
          text: 'LoRA is a kind of fine-tuning.',
          evidence: aRelationship().evidence,
        },
      ],
      rating: 7,
      origin: 'extractive',
      stale: false,
    },
    children: [aCommunity({ id: 'c-adapters', level: 1, parentId: 'c-tuning', title: 'Adapters', size: 4 })],
    parents: [],
    members: { items: [anEntity()], total: 12 },
    ...given,
  };
}

export function aSummary(given: Partial<DocumentSummaryResponse> = {}): DocumentSummaryResponse {
  return {
    id: 'd-notes',
    source: 'notes/lora.md',
    title: 'Notes on LoRA',
    language: 'en',
    mediaType: 'text/markdown',
    contentHash: 'abc',
    length: 100,
    readBy: 'offline',
    ...given,
  };
}

export function aDocument(given: Partial<DocumentResponse> = {}): DocumentResponse {
  const text =
    given.text ?? '# LoRA\n\n**LoRA** freezes the weights of the model.\n\nIt is a kind of fine-tuning.';
  return { ...aSummary(), text, length: text.length, ...given };
}

const noCounts = {
  documents: 0,
  chunks: 0,
  entities: 0,
  mentions: 0,
  relationships: 0,
  communities: 0,
  reports: 0,
};

type IngestReport = NonNullable<JobResponse['report']>;

export function aReport(given: Partial<IngestReport> = {}): IngestReport {
  return {
    documents: { added: ['notes/lora.md'], changed: [], removed: [], unchanged: 0, failed: [], vanished: [] },
    written: { ...noCounts, entities: 12, relationships: 9 },
    deleted: noCounts,
    chunks: { read: 3, kept: 0 },
    tokens: { input: 0, output: 0 },
    cost: 0,
    milliseconds: 900,
    stages: {},
    ...given,
  };
}

export function aJob(given: Partial<JobResponse> = {}): JobResponse {
  return {
    id: 'j-1',
    kind: 'ingest',
    state: 'running',
    stage: 'extract',
    progress: { done: 3, total: 12 },
    interruptions: 0,
    createdAt: '2026-01-01T10:00:00.000Z',
    startedAt: '2026-01-01T10:00:01.000Z',
    endedAt: null,
    ...given,
  };
}

export function aStatus(given: Partial<StatusResponse> = {}): StatusResponse {
  return {
    version: '0.1.0',
    store: { kind: 'embedded', name: 'Grafeo (embedded)', version: '0.6.0', notes: [] },
    index: {
      version: 4,
      documents: 2,
      chunks: 10,
      entities: 1085,
      relationships: 1731,
      communities: 40,
      reports: 40,
    },
    models: { extractor: 'offline/1', chat: null, embedding: null },
    job: null,
    samples: false,
    ...given,
  };
}

/** A list as the server pages it. */
export function pageOf<T>(items: T[], total = items.length): { items: T[]; total: number } {
  return { items, total };
}
