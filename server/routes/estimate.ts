import { AddDocumentsQuery, AddDocumentsRequest } from '../../domain/api/documents.ts';
import { EstimateResponse } from '../../domain/api/estimate.ts';
import { TypeProposalResponse } from '../../domain/api/ontology.ts';
import type { AppDeps } from '../app-deps.ts';
import { presentEstimate } from '../presenters/estimate.ts';
import { presentProposal } from '../presenters/ontology.ts';
import { jsonRoute, type Route } from '../route.ts';
import { closeSignal } from '../streams/event-stream.ts';
import { toBuildRequest } from '../to-build-request.ts';
import { receivedUpload, receiveFiles } from '../uploads.ts';
import { jsonDocuments } from './bodies.ts';

/** What people want to know before documents are read: what it takes, and what there is to find. Nothing is written. */
export function estimateRoutes({
  estimator,
  typeFinder,
}: Pick<AppDeps, 'estimator' | 'typeFinder'>): Route[] {
  return [
    jsonRoute({
      method: 'post',
      path: '/api/estimate',
      summary: 'What the same request to /api/documents would do and take; nothing is asked, nothing written',
      query: AddDocumentsQuery,
      body: AddDocumentsRequest.optional(),
      upload: true,
      before: [receiveFiles(), jsonDocuments],
      reply: EstimateResponse,
      async handle({ query, body, response }) {
        const request = toBuildRequest(query, body, receivedUpload(response));
        return presentEstimate(await estimator.estimate(request, { signal: closeSignal(response) }));
      },
    }),
    jsonRoute({
      method: 'post',
      path: '/api/ontology',
      summary:
        'Types that the model proposes for the documents of the same request; it is asked, nothing is written',
      query: AddDocumentsQuery,
      body: AddDocumentsRequest.optional(),
      upload: true,
      before: [receiveFiles(), jsonDocuments],
      reply: TypeProposalResponse,
      async handle({ query, body, response }) {
        const request = toBuildRequest(query, body, receivedUpload(response));
        return presentProposal(await typeFinder.findTypes(request, { signal: closeSignal(response) }));
      },
    }),
  ];
}
