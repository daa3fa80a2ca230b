import { IdParams, PageQuery } from '../../domain/api/common.ts';
import {
  EntityDetailResponse,
  EntityListQuery,
  EntityListResponse,
  MentionListResponse,
  NeighborhoodQuery,
  RelationshipListQuery,
  RelationshipListResponse,
  RelationshipResponse,
  SubgraphResponse,
} from '../../domain/api/entities.ts';
import type { Entity } from '../../domain/entity.ts';
import { GraphRagError } from '../../domain/errors.ts';
import { reasonFor } from '../../domain/reason.ts';
import type { AppDeps } from '../app-deps.ts';
import { findEntities } from '../find-entities.ts';
import { neighborhoodOf } from '../neighborhood.ts';
import { presentEntity, presentEntityDetail } from '../presenters/entity.ts';
import { presentMention } from '../presenters/mention.ts';
import { presentPage } from '../presenters/page.ts';
import { presentRelationship, presentSubgraph } from '../presenters/relationship.ts';
import { jsonRoute, type Route } from '../route.ts';
import type { IndexSnapshot } from '../snapshot.ts';

/** Entities and relationships, with the text behind them. */
export function entityRoutes({ snapshots }: Pick<AppDeps, 'snapshots'>): Route[] {
  return [
    jsonRoute({
      method: 'get',
      path: '/api/entities',
      summary: 'Entities, most important first; with q those whose name or alias holds it, exact ones first',
      query: EntityListQuery,
      reply: EntityListResponse,
      async handle({ query }) {
        const snapshot = await snapshots.current();
        return presentPage(findEntities(snapshot, query), query, presentEntity);
      },
    }),
    jsonRoute({
      method: 'get',
      path: '/api/entities/:id',
      summary: 'One entity: why its names are one, where it belongs, where it is defined',
      params: IdParams,
      reply: EntityDetailResponse,
      async handle({ params }) {
        const snapshot = await snapshots.current();
        return presentEntityDetail(entityOf(snapshot, params.id), snapshot);
      },
    }),
    jsonRoute({
      method: 'get',
      path: '/api/entities/:id/mentions',
      summary: 'Every place where the entity is named, with its sentence',
      params: IdParams,
      query: PageQuery,
      reply: MentionListResponse,
      async handle({ params, query }) {
        const snapshot = await snapshots.current();
        const { id } = entityOf(snapshot, params.id);
        return presentPage(snapshot.mentionsOf(id), query, (mention) => presentMention(mention, snapshot));
      },
    }),
    jsonRoute({
      method: 'get',
      path: '/api/entities/:id/relationships',
      summary: 'Relationships of the entity, either way: stated ones first, then by weight',
      params: IdParams,
      query: PageQuery,
      reply: RelationshipListResponse,
      async handle({ params, query }) {
        const snapshot = await snapshots.current();
        const { id } = entityOf(snapshot, params.id);
        return presentPage(snapshot.relationshipsOf(id), query, (relationship) =>
          presentRelationship(relationship, snapshot),
        );
      },
    }),
    jsonRoute({
      method: 'get',
      path: '/api/entities/:id/neighborhood',
      summary: 'The entity and what lies around it',
      params: IdParams,
      query: NeighborhoodQuery,
      reply: SubgraphResponse,
      async handle({ params, query }) {
        const snapshot = await snapshots.current();
        const { id } = entityOf(snapshot, params.id);
        return presentSubgraph(neighborhoodOf(snapshot, id, query.hops, query.limit), snapshot);
      },
    }),
    jsonRoute({
      method: 'get',
      path: '/api/relationships',
      summary: 'Relationships between two entities, either way: between=A&between=B',
      query: RelationshipListQuery,
      reply: RelationshipListResponse,
      async handle({ query }) {
        const snapshot = await snapshots.current();
        const [left, right] = query.between.map((id) => entityOf(snapshot, id).id) as [string, string];
        const between = snapshot
          .relationshipsOf(left)
          .filter(({ sourceId, targetId }) => (sourceId === left ? targetId : sourceId) === right);
        return presentPage(between, query, (relationship) => presentRelationship(relationship, snapshot));
      },
    }),
    jsonRoute({
      method: 'get',
      path: '/api/relationships/:id',
      summary: 'One relationship with the sentences that state it',
      params: IdParams,
      reply: RelationshipResponse,
      async handle({ params }) {
        const snapshot = await snapshots.current();
        const relationship = snapshot.relationshipById.get(params.id);
        if (!relationship) {
          throw new GraphRagError('not-found', `No relationship has the id "${params.id}"`, {
            reason: reasonFor('not-there', { id: params.id }),
          });
        }
        return presentRelationship(relationship, snapshot);
      },
    }),
  ];
}

function entityOf(snapshot: IndexSnapshot, id: string): Entity {
  const entity = snapshot.entityById.get(id);
  if (entity) return entity;
  throw new GraphRagError('not-found', `No entity has the id "${id}"`, {
    reason: reasonFor('not-there', { id }),
    hint: 'GET /api/entities?q= finds it by name.',
  });
}
