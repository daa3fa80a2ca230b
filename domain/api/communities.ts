import { z } from 'zod';
import { EvidenceResponse, PageQuery, pageOf } from './common.ts';
import { EntityResponse } from './entities.ts';

export const CommunityResponse = z.object({
  id: z.string(),
  level: z.number().int(),
  parentId: z.string().nullable(),
  title: z.string(),
  size: z.number().int(),
  x: z.number(),
  y: z.number(),
  radius: z.number(),
});
export type CommunityResponse = z.infer<typeof CommunityResponse>;

export const CommunityListQuery = PageQuery.extend({
  level: z.coerce.number().int().min(0).optional(),
  parent: z.string().optional(),
});
export const CommunityListResponse = pageOf(CommunityResponse);
export type CommunityListResponse = z.infer<typeof CommunityListResponse>;

export const ReportResponse = z.object({
  title: z.string(),
  summary: z.string(),
  findings: z.array(z.object({ text: z.string(), evidence: z.array(EvidenceResponse) })),
  rating: z.number(),
  origin: z.enum(['extractive', 'model']),
  stale: z.boolean(),
});
export type ReportResponse = z.infer<typeof ReportResponse>;

export const CommunityDetailResponse = CommunityResponse.extend({
  report: ReportResponse.nullable(),
  children: z.array(CommunityResponse),
  parents: z
    .array(z.object({ id: z.string(), level: z.number().int(), title: z.string() }))
    .describe('Coarsest first'),
  members: z
    .object({ items: z.array(EntityResponse), total: z.number().int() })
    .describe('The strongest members'),
});
export type CommunityDetailResponse = z.infer<typeof CommunityDetailResponse>;

/** About what one report by a model takes, asked for alone: the instruction, what is told, and the reply. */
export const ONE_REPORT_TOKENS = { input: 800, output: 300 };
