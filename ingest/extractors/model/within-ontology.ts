import type { Ontology } from '../../../domain/ontology.ts';
import type { ExtractionReply } from './extraction-reply.ts';
import { typeName } from './type-name.ts';

/**
 * The reply without entities of types that were not asked for, whose places stay empty, and with relationships of such types left without one,
 * so that both count as dropped. A small model names what it likes, whatever it was told.
 */
export function withinOntology(reply: ExtractionReply, ontology: Ontology | null): ExtractionReply {
  if (!ontology) return reply;
  const allows = (types: readonly string[]): ((type: string) => boolean) => {
    const names = new Set(types.map(typeName));
    return (type) => names.size === 0 || names.has(typeName(type));
  };
  const isEntityType = allows(ontology.entityTypes);
  const isRelationshipType = allows(ontology.relationshipTypes);
  return {
    ...reply,
    entities: reply.entities.map((entity) => (entity && isEntityType(entity.t ?? '') ? entity : null)),
    loose: reply.loose.filter(({ t }) => isEntityType(t ?? '')),
    relationships: reply.relationships.map((one) => (isRelationshipType(one.t) ? one : { ...one, t: '' })),
  };
}
