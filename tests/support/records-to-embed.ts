import type { Report } from '../../domain/community.ts';
import type { Entity } from '../../domain/entity.ts';

/** An entity that is embedded; a test says what matters to it. */
export function anEntity(fields: Partial<Entity> = {}): Entity {
  return {
    id: 'e-1',
    name: 'Loom',
    type: 'CONCEPT',
    aliases: [fields.name ?? 'Loom'],
    description: '',
    rank: 1,
    mentionCount: 2,
    x: null,
    y: null,
    communityId: null,
    merges: [],
    ...fields,
  };
}

export function aCommunityReport(fields: Partial<Report> = {}): Report {
  return {
    communityId: 'm0-1',
    title: 'Weaving',
    summary: '',
    findings: [],
    rating: 1,
    origin: 'extractive',
    stale: false,
    contentHash: '',
    ...fields,
  };
}
