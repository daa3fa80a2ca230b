import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { DocumentListResponse, DocumentResponse } from '../../../../domain/api/documents.ts';
import { EstimateResponse } from '../../../../domain/api/estimate.ts';
import { JobAccepted } from '../../../../domain/api/jobs.ts';
import { TypeProposalResponse } from '../../../../domain/api/ontology.ts';
import { requestJson } from '../../api-client.ts';
import type { Addition, TextToAdd } from './addition.ts';
import { useJobMutation } from './job-api.ts';
import { isSettled, type TypesChoice, typesQuery } from './types-choice.ts';

const DOCUMENTS_PER_PAGE = 500;

/** The library's documents, by source, page by page; further pages are fetched until all are there. */
export function useDocuments() {
  const query = useInfiniteQuery({
    queryKey: ['documents'],
    queryFn: ({ signal, pageParam }) =>
      requestJson(DocumentListResponse, '/documents', {
        query: { limit: DOCUMENTS_PER_PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return query;
}

/** Who is to read what is added, and for how much. */
export interface AddRequest {
  addition: Addition;
  extractor?: 'auto' | 'offline' | 'model';
  /** US dollars. */
  budget?: number;
  types?: TypesChoice;
}

/** Sends documents. */
export function useAdd() {
  return useJobMutation<AddRequest>(({ addition, extractor, budget, types }) =>
    requestJson(JobAccepted, '/documents', {
      method: 'POST',
      query: { root: addition.root, extractor, budget, ...(types ? typesQuery(types) : {}) },
      body: addition.body,
    }),
  );
}

const additionNumbers = new WeakMap<Addition, number>();
let lastNumber = 0;

/** What adding would do and take with the models that are set; nothing is sent to them. Types that are edited change next to nothing of it. */
export function useEstimate(addition: Addition, types: TypesChoice) {
  const number = additionNumbers.get(addition) ?? ++lastNumber;
  additionNumbers.set(addition, number);
  return useQuery({
    queryKey: ['estimate', number, types.kind, isSettled(types)],
    queryFn: ({ signal }) =>
      requestJson(EstimateResponse, '/estimate', {
        method: 'POST',
        query: { root: addition.root, extractor: 'auto', ...typesQuery(types) },
        body: addition.body,
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Has the model propose types for what is about to be added; leaving the dialog stops it. */
export function useFindTypes(addition: Addition) {
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  return useMutation({
    mutationFn: () => {
      controller.current = new AbortController();
      return requestJson(TypeProposalResponse, '/ontology', {
        method: 'POST',
        body: addition.body,
        signal: controller.current.signal,
      });
    },
  });
}

/** Who read, or is to read. */
export type Reader = 'offline' | 'model';

/** Sends texts, to be read by whoever read them before. */
export function useAddTexts() {
  return useJobMutation<{ documents: readonly TextToAdd[]; extractor: Reader | undefined }>(
    ({ documents, extractor }) =>
      requestJson(JobAccepted, '/documents', { method: 'POST', query: { extractor }, body: { documents } }),
  );
}

/** One document with its text, to be able to bring it back. */
export function fetchDocument(id: string): Promise<DocumentResponse> {
  return requestJson(DocumentResponse, `/documents/${encodeURIComponent(id)}`);
}

/** Removes one document. */
export function useRemoveDocument() {
  return useJobMutation<string>((id) =>
    requestJson(JobAccepted, `/documents/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  );
}

/** Removes all samples. */
export function useRemoveSamples() {
  return useJobMutation<void>(() => requestJson(JobAccepted, '/samples', { method: 'DELETE' }));
}

/** Reads documents again, by whoever failed at them: only chunks that failed are asked for, within the budget (US dollars) when there is one. */
export function useReadAgain(extractor: Reader) {
  return useJobMutation<{ sources: readonly string[]; budget: number | undefined }>(({ sources, budget }) =>
    requestJson(JobAccepted, '/documents/read-again', {
      method: 'POST',
      query: { extractor, budget },
      body: { sources },
    }),
  );
}
