import type { CommunityResponse } from '../../../../domain/api/communities.ts';
import type { DocumentSummaryResponse } from '../../../../domain/api/documents.ts';
import type { EntityResponse } from '../../../../domain/api/entities.ts';

/** Something that can be chosen below the box. `value` is unique. */
export type Suggestion =
  | { kind: 'entity'; value: string; entity: EntityResponse }
  | { kind: 'document'; value: string; document: DocumentSummaryResponse }
  | { kind: 'community'; value: string; community: CommunityResponse }
  | { kind: 'ask'; value: string; question: string }
  | { kind: 'cypher'; value: string; query: string }
  | { kind: 'command'; value: string; command: SearchCommand };

/** A command of the page, found by `>`. */
export interface SearchCommand {
  id: string;
  label: string;
  run: () => void;
}

/** Suggestions under one heading, in the order in which they are shown. */
export interface SuggestionGroup {
  heading: 'actions' | 'entities' | 'documents' | 'communities' | 'commands';
  items: Suggestion[];
}

/** An alias that the query matches when the name itself does not; null when the name does, or nothing. */
export function matchingAlias(entity: EntityResponse, query: string): string | null {
  const wanted = query.trim().toLowerCase();
  if (entity.name.toLowerCase().includes(wanted)) return null;
  return entity.aliases.find((alias) => alias.toLowerCase().includes(wanted)) ?? null;
}
