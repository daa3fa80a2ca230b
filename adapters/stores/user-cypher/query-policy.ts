import { GraphRagError } from '../../../domain/errors.ts';
import type { CypherEngine, QueryPlan } from '../cypher-engine.ts';
import type { CypherToken } from './tokenize.ts';
import type { TypedQuery } from './typed-query.ts';

/**
 * What a query that a person typed may do, on every engine. Lists say what is allowed, never what is not: a new version of an engine
 * may add an operator that writes. Only what no one may ever do is told by name.
 */

/** Plan operators that only read the graph, without what stands in brackets behind their names (`Expand(All)`). */
const READING_OPERATORS: Record<CypherEngine['kind'], ReadonlySet<string>> = {
  embedded: words(`
    Aggregate AntiJoin Apply CallProcedure Discriminant Distinct Empty Except Expand Filter HorizontalAggregate Intersect Join LeftJoin
    Limit MapCollect MultiWayJoin NodeScan Otherwise ParameterScan Project Return SemiJoin ShortestPath Skip Sort TopK Union Unwind
  `),
  neo4j: words(`
    AllNodesScan AntiConditionalApply AntiSemiApply Apply Argument ArgumentTracker AssertSameNode AssertSameRelationship
    AssertingMultiNodeIndexSeek AssertingMultiRelationshipIndexSeek BidirectionalRepeat CacheProperties CartesianProduct
    ConditionalApply ConditionalSelection DirectedAllRelationshipsScan DirectedRelationshipByElementIdSeek
    DirectedRelationshipByIdSeek DirectedRelationshipFulltextIndexSearch DirectedRelationshipIndexContainsScan
    DirectedRelationshipIndexEndsWithScan DirectedRelationshipIndexScan DirectedRelationshipIndexSeek
    DirectedRelationshipIndexSeekByRange DirectedRelationshipTypeScan DirectedRelationshipVectorIndexSearch
    DirectedUnionRelationshipTypesScan Distinct DynamicDirectedRelationshipTypeLookup DynamicLabelNodeLookup
    DynamicUndirectedRelationshipTypeLookup Eager EagerAggregation EmptyResult Expand Filter Input IntersectionNodeByLabelsScan
    LetAntiSemiApply LetSelectOrAntiSemiApply LetSelectOrSemiApply LetSemiApply Limit MultiNodeIndexSeek NodeByElementIdSeek
    NodeByIdSeek NodeByLabelScan NodeCountFromCountStore NodeFulltextIndexSearch NodeHashJoin NodeIndexContainsScan
    NodeIndexEndsWithScan NodeIndexScan NodeIndexSeek NodeIndexSeekByRange NodeLeftOuterHashJoin NodeRightOuterHashJoin
    NodeUniqueIndexSeek NodeUniqueIndexSeekByRange NodeVectorIndexSearch NullifyMetadata Optional OptionalExpand OrderedAggregation
    OrderedDistinct OrderedUnion PartialSort PartialTop PartitionedAllNodesScan PartitionedDirectedAllRelationshipsScan
    PartitionedDirectedRelationshipIndexScan PartitionedDirectedRelationshipTypeScan PartitionedDirectedUnionRelationshipTypesScan
    PartitionedIntersectionNodeByLabelsScan PartitionedNodeByLabelScan PartitionedNodeIndexScan
    PartitionedSubtractionNodeByLabelsScan PartitionedUndirectedAllRelationshipsScan PartitionedUndirectedRelationshipIndexScan
    PartitionedUndirectedRelationshipTypeScan PartitionedUndirectedUnionRelationshipTypesScan PartitionedUnionNodeByLabelsScan
    PartitionedUnwind PathPropagatingBFS PreserveOrder ProcedureCall ProduceResults ProjectEndpoints Projection
    RelationshipCountFromCountStore RemoteBatchProperties RemoteBatchPropertiesWithFilter Repeat RepeatOptions RollUpApply
    SelectOrAntiSemiApply SelectOrSemiApply SemiApply ShortestPath Skip Sort StatefulShortestPath SubtractionNodeByLabelsScan Top
    TriadicBuild TriadicFilter TriadicSelection UndirectedAllRelationshipsScan UndirectedRelationshipByElementIdSeek
    UndirectedRelationshipByIdSeek UndirectedRelationshipFulltextIndexSearch UndirectedRelationshipIndexContainsScan
    UndirectedRelationshipIndexEndsWithScan UndirectedRelationshipIndexScan UndirectedRelationshipIndexSeek
    UndirectedRelationshipIndexSeekByRange UndirectedRelationshipTypeScan UndirectedRelationshipVectorIndexSearch
    UndirectedUnionRelationshipTypesScan Union UnionNodeByLabelsScan Unwind ValueHashJoin ValueMergeJoin VarLengthExpand
  `),
};

/** Procedures that read the graph and its schema, nothing about the server or its other users. In small letters. */
const READING_PROCEDURES = words(`
  db.labels db.relationshiptypes db.propertykeys db.schema.visualization db.schema.nodetypeproperties db.schema.reltypeproperties
  db.index.fulltext.querynodes db.index.fulltext.queryrelationships db.index.fulltext.listavailableanalyzers
  db.index.vector.querynodes db.index.vector.queryrelationships db.ping db.info dbms.components
`);

/** Algorithms of the embedded engine: they read the graph as a whole and give rows. */
const ALGORITHMS = words(`
  articulation_points bellman_ford betweenness_centrality bfs bridges closeness_centrality clustering_coefficient connected_components
  degree_centrality dfs dijkstra floyd_warshall kcore kruskal label_propagation labels louvain max_flow min_cost_max_flow pagerank prim
  procedures propertykeys relationshiptypes sssp strongly_connected_components topological_sort
`);

/** What may follow SHOW, which no engine can explain. */
const SHOWABLE = words('INDEX INDEXES CONSTRAINT CONSTRAINTS PROCEDURE PROCEDURES FUNCTION FUNCTIONS');
const SHOW_KINDS = words(
  'ALL RANGE FULLTEXT TEXT POINT LOOKUP VECTOR UNIQUE UNIQUENESS KEY EXIST EXISTENCE NODE RELATIONSHIP REL PROPERTY TYPE BUILT IN USER DEFINED',
); // prettier-ignore

/** First words of commands that administrate or define; readers and editors alike are refused them. */
const ADMINISTRATION = words(
  'ALTER DENY DEALLOCATE DROP ENABLE GRANT REALLOCATE RENAME REVOKE START STOP TERMINATE DRYRUN SESSION BEGIN COMMIT ROLLBACK',
); // prettier-ignore

/** @throws GraphRagError `query-refused` for what no one may do, whatever the plan says */
export function checkText(query: TypedQuery): void {
  for (const tokens of query.readings) checkTokens(tokens);
}

function checkTokens(tokens: readonly CypherToken[]): void {
  const [first, second] = tokens;
  for (const [index, token] of tokens.entries()) {
    if (isWord(token, 'LOAD') && isWord(tokens[index + 1], 'CSV')) {
      throw refused(
        'LOAD CSV reads files and addresses outside the graph; it is never allowed',
        'Ingest the file instead.',
      );
    }
    if (token.text === ';' && tokens.slice(index).some(({ text }) => text !== ';')) {
      throw refused('Only one query at a time is run', 'Send each query by itself.');
    }
    if (isUse(tokens, index)) throw refused('USE reaches another graph; queries run on the index only');
    if (isInTransactions(tokens, index)) {
      throw refused(
        'CALL … IN TRANSACTIONS keeps its changes by itself; it is never allowed',
        'Leave out IN TRANSACTIONS.',
      );
    }
  }
  if (first?.kind === 'word' && ADMINISTRATION.has(first.upper))
    throw refused(`${first.upper} administrates the database`);
  if (isWord(first, 'CREATE') && second?.kind === 'word' && tokens[2]?.text !== '=') {
    throw refused(`CREATE ${second.upper} defines something for the whole database`);
  }
  if (isWord(first, 'SHOW')) checkShow(tokens.slice(1));
}

/** SHOW [kind …] INDEXES|CONSTRAINTS|… and nothing composed behind it. */
function checkShow(tokens: readonly CypherToken[]): void {
  const subject = tokens.find(({ kind, upper }) => kind !== 'word' || !SHOW_KINDS.has(upper));
  const composed = tokens.some(
    (token) => isWord(token, 'SHOW') || isWord(token, 'TERMINATE') || isWord(token, 'EXECUTABLE'),
  );
  if (!subject || !SHOWABLE.has(subject.upper) || composed) {
    throw refused(
      `SHOW ${subject?.text ?? ''} tells about the server, not about the graph`,
      'SHOW INDEXES, SHOW CONSTRAINTS, SHOW PROCEDURES and SHOW FUNCTIONS are allowed.',
    );
  }
}

function isWord(token: CypherToken | undefined, upper: string): boolean {
  return token?.kind === 'word' && token.upper === upper;
}

/** `USE name` where a clause may begin, not a name or key called `use`. */
function isUse(tokens: readonly CypherToken[], index: number): boolean {
  if (!isWord(tokens[index], 'USE')) return false;
  const before = tokens[index - 1];
  const begins =
    !before ||
    before.text === '{' ||
    isWord(before, 'UNION') ||
    isWord(before, 'ALL') ||
    isWord(before, 'DISTINCT');
  const next = tokens[index + 1];
  return begins && (next?.kind === 'word' || next?.kind === 'name');
}

function isInTransactions(tokens: readonly CypherToken[], index: number): boolean {
  if (tokens[index]?.text !== '}' || !isWord(tokens[index + 1], 'IN')) return false;
  return tokens
    .slice(index + 2, index + 6)
    .some((token) => isWord(token, 'TRANSACTIONS') || isWord(token, 'TRANSACTION'));
}

/**
 * Checks what the planner says a query would do.
 *
 * @throws GraphRagError `query-refused` when it would do more than `write` allows
 */
export function checkPlan(kind: CypherEngine['kind'], plan: QueryPlan, write: boolean): void {
  const procedure = plan.procedures.find((name) => !isReadingProcedure(name));
  if (procedure !== undefined)
    throw refused(`The procedure ${procedure} is not one of those that only read the graph`);
  const outside = plan.operators.find((name) => /^load/i.test(name));
  if (outside !== undefined)
    throw refused('LOAD CSV reads files and addresses outside the graph; it is never allowed');
  if (write) return;
  const operator = plan.operators.find((name) => !READING_OPERATORS[kind].has(name.replace(/\(.*$/, '')));
  if (operator !== undefined || plan.kind === 'write') {
    throw refused(
      `The query would change the graph${operator === undefined ? '' : ` (${operator})`}; it was not run`,
      'Queries are read-only unless writing is switched on (--write on the command line).',
    );
  }
}

function isReadingProcedure(name: string): boolean {
  const plain = name.toLowerCase().replaceAll('`', '').replaceAll(/\s/g, '');
  return (
    READING_PROCEDURES.has(plain) ||
    (plain.startsWith('grafeo.') && ALGORITHMS.has(plain.slice('grafeo.'.length)))
  );
}

function refused(message: string, hint?: string): GraphRagError {
  return new GraphRagError('query-refused', message, hint === undefined ? {} : { hint });
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
