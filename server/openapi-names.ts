import { z } from 'zod';
import { AnswerResponse, CitationResponse, PassageResponse } from '../domain/api/ask.ts';
import { ErrorResponse, EvidenceResponse, ReasonResponse } from '../domain/api/common.ts';
import { CommunityDetailResponse, CommunityResponse, ReportResponse } from '../domain/api/communities.ts';
import { CypherLine, SchemaResponse } from '../domain/api/cypher.ts';
import { DocumentResponse, DocumentSummaryResponse } from '../domain/api/documents.ts';
import {
  EntityDetailResponse,
  EntityResponse,
  MentionResponse,
  RelationshipResponse,
  SubgraphResponse,
} from '../domain/api/entities.ts';
import { EstimateResponse } from '../domain/api/estimate.ts';
import { IngestReportResponse, JobAccepted, JobResponse } from '../domain/api/jobs.ts';
import { FoundTypesResponse, TypeProposalResponse } from '../domain/api/ontology.ts';
import { StatusResponse } from '../domain/api/status.ts';

/** Names under which the API description keeps what several routes reply. */
export const replyNames = z.registry<{ id: string }>();

const named = {
  Answer: AnswerResponse,
  Citation: CitationResponse,
  Community: CommunityResponse,
  CommunityDetail: CommunityDetailResponse,
  CypherLine,
  Document: DocumentResponse,
  DocumentSummary: DocumentSummaryResponse,
  Entity: EntityResponse,
  EntityDetail: EntityDetailResponse,
  Error: ErrorResponse,
  Estimate: EstimateResponse,
  FoundTypes: FoundTypesResponse,
  Evidence: EvidenceResponse,
  IngestReport: IngestReportResponse,
  Job: JobResponse,
  JobAccepted,
  Mention: MentionResponse,
  Passage: PassageResponse,
  Reason: ReasonResponse,
  Relationship: RelationshipResponse,
  Report: ReportResponse,
  Schema: SchemaResponse,
  Status: StatusResponse,
  Subgraph: SubgraphResponse,
  TypeProposal: TypeProposalResponse,
};
for (const [id, schema] of Object.entries(named)) replyNames.add(schema, { id });
