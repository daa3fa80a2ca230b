import { useQuery } from '@tanstack/react-query';
import { CypherLine, SchemaResponse } from '../../../../domain/api/cypher.ts';
import { request, requestJson, streamLines } from '../../api-client.ts';

/** Runs a query and gives the lines of its reply as they arrive. @throws RequestError when it fails before the first line */
export async function* runCypher(
  query: string,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<CypherLine> {
  const response = await request('/cypher', {
    method: 'POST',
    body: { query, limit },
    headers: { accept: 'application/x-ndjson' },
    signal,
  });
  for await (const line of streamLines(response)) {
    if (line.trim() !== '') yield CypherLine.parse(JSON.parse(line));
  }
}

/** Labels, relationship types and properties that can be matched. */
export function useSchema() {
  return useQuery({
    queryKey: ['schema'],
    queryFn: ({ signal }) => requestJson(SchemaResponse, '/schema', { signal }),
    staleTime: 60_000,
  });
}
