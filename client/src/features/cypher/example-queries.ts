/** Queries to begin with; the key names their title in the texts. */
export const EXAMPLE_QUERIES = [
  {
    key: 'strongest',
    query:
      'MATCH (e:Entity)\nRETURN e, e.type AS type, e.mentionCount AS mentions\nORDER BY e.rank DESC\nLIMIT 25',
  },
  {
    key: 'links',
    query: "MATCH (a:Entity)-[r]->(b:Entity)\nWHERE r.origin = 'stated'\nRETURN a, r, b\nLIMIT 50",
  },
  {
    key: 'between',
    query:
      "MATCH (a:Entity)-[r]-(b:Entity)\nWHERE a.name = 'LoRA'\nRETURN a.name AS entity, type(r) AS relationship, b\nLIMIT 50",
  },
  {
    key: 'documents',
    query:
      'MATCH (e:Entity)<-[:HAS_ENTITY]-(c:Chunk)-[:PART_OF]->(d:Document)\nRETURN d.source AS document, count(DISTINCT e) AS entities\nORDER BY entities DESC\nLIMIT 25',
  },
  {
    key: 'communities',
    query:
      'MATCH (c:Community)\nRETURN c, c.level AS level, c.size AS size\nORDER BY level, size DESC\nLIMIT 50',
  },
  {
    key: 'bridges',
    query:
      'MATCH (a:Entity)-[r]-(b:Entity)\nWHERE a.communityId <> b.communityId\nRETURN a, count(DISTINCT b.communityId) AS communities\nORDER BY communities DESC\nLIMIT 25',
  },
] as const;
