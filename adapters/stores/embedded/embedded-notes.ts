/** What a person who writes Cypher should know about the embedded engine. */
export const EMBEDDED_NOTES = [
  'A large subset of Cypher. Not known: COLLECT {}, quantified path patterns, (n:A|B), functions with a dot in their name such as ' +
    'duration.between and point.distance, toIntegerOrNull, randomUUID, APOC, GDS. Neo4j has all of Cypher.',
  "Text and number compare by what they read as: '1' = 1 is true.",
  'NaN and infinities read as null; 1.0 reads as 1.',
  'date() of a text that is no date, and named time zones, give null.',
  'coalesce(a, b), CASE, min() and max() of nodes, and lists built from path elements give ids instead of nodes; return nodes themselves.',
  'Take collect(x)[0] apart: WITH collect(x) AS xs RETURN xs[0].',
] as const;
