import type { CypherEngine } from '../cypher-engine.ts';

/**
 * What a query that a person typed may do, on every engine. Lists say what is allowed, never what is not: a new version of an engine
 * may add an operator that writes. Only what no one may ever do is told by name.
 */

/** Plan operators that only read the graph, without what stands in brackets behind their names (`Expand(All)`). */
export const READING_OPERATORS: Record<CypherEngine['kind'], ReadonlySet<string>> = {
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
    DirectedRelationshipIndexSeekByRange DirectedRelationshipTypeScan DirectedRelationshipUniqueIndexSeek
    DirectedRelationshipVectorIndexSearch DirectedUnionRelationshipTypesScan Distinct DropResult
    DynamicDirectedRelationshipTypeLookup DynamicLabelNodeLookup DynamicUndirectedRelationshipTypeLookup Eager EagerAggregation
    EmptyResult EmptyRow ErrorPlan Expand Filter Input IntersectionNodeByLabelsScan LeftOuterHashJoin LetAntiSemiApply
    LetSelectOrAntiSemiApply LetSelectOrSemiApply LetSemiApply Limit MultiNodeIndexSeek NodeByElementIdSeek NodeByIdSeek
    NodeByLabelScan NodeCountFromCountStore NodeFulltextIndexSearch NodeHashJoin NodeIndexContainsScan NodeIndexEndsWithScan
    NodeIndexScan NodeIndexSeek NodeIndexSeekByRange NodeLeftOuterHashJoin NodeRightOuterHashJoin NodeUniqueIndexSeek
    NodeUniqueIndexSeekByRange NodeVectorIndexSearch NullifyMetadata Optional OptionalExpand OrderedAggregation OrderedDistinct
    OrderedUnion PartialSort PartialTop PartitionedAllNodesScan PartitionedDirectedAllRelationshipsScan
    PartitionedDirectedRelationshipIndexScan PartitionedDirectedRelationshipIndexSeek PartitionedDirectedRelationshipTypeScan
    PartitionedDirectedUnionRelationshipTypesScan PartitionedIntersectionNodeByLabelsScan PartitionedNodeByLabelScan
    PartitionedNodeIndexScan PartitionedNodeIndexSeek PartitionedSubtractionNodeByLabelsScan
    PartitionedUndirectedAllRelationshipsScan PartitionedUndirectedRelationshipIndexScan PartitionedUndirectedRelationshipIndexSeek
    PartitionedUndirectedRelationshipTypeScan PartitionedUndirectedUnionRelationshipTypesScan PartitionedUnionNodeByLabelsScan
    PartitionedUnwind PathPropagatingBFS PreserveOrder ProcedureCall ProduceResults ProjectEndpoints Projection PruningVarExpand
    RelationshipCountFromCountStore RemoteBatchProperties RemoteBatchPropertiesWithFilter RemoteBatchPropertiesWithPushdownOperators
    RemoteDirectedRelationshipIndexSeek RemoteDirectedRelationshipUniqueIndexSeek RemoteNodeIndexSeek RemoteNodeUniqueIndexSeek
    RemoteUndirectedRelationshipIndexSeek RemoteUndirectedRelationshipUniqueIndexSeek Repeat RepeatOptions RightOuterHashJoin
    RollUpApply SelectOrAntiSemiApply SelectOrSemiApply SemiApply ShortestPath ShowConstraints ShowFunctions ShowIndexes ShowProcedures Skip Sort
    StatefulShortestPath SubqueryForeach SubtractionNodeByLabelsScan Top Top1WithTies TriadicBuild TriadicFilter TriadicSelection UndirectedAllRelationshipsScan
    UndirectedRelationshipByElementIdSeek UndirectedRelationshipByIdSeek UndirectedRelationshipFulltextIndexSearch
    UndirectedRelationshipIndexContainsScan UndirectedRelationshipIndexEndsWithScan UndirectedRelationshipIndexScan
    UndirectedRelationshipIndexSeek UndirectedRelationshipIndexSeekByRange UndirectedRelationshipTypeScan
    UndirectedRelationshipUniqueIndexSeek UndirectedRelationshipVectorIndexSearch UndirectedUnionRelationshipTypesScan Union
    UnionNodeByLabelsScan Unwind ValueHashJoin ValueMergeJoin VarLengthExpand
  `),
};

/** Procedures that read the graph and its schema, nothing about the server or its other users. In small letters. */
export const READING_PROCEDURES = words(`
  db.labels db.relationshiptypes db.propertykeys db.schema.visualization db.schema.nodetypeproperties db.schema.reltypeproperties
  db.index.fulltext.querynodes db.index.fulltext.queryrelationships db.index.fulltext.listavailableanalyzers
  db.index.fulltext.awaiteventuallyconsistentindexrefresh db.index.vector.querynodes db.index.vector.queryrelationships
  db.awaitindex db.awaitindexes db.ping db.info dbms.components apoc.help
`);

/** All procedures under these names read. */
export const READING_PROCEDURE_NAMESPACES = ['apoc.algo', 'apoc.meta', 'apoc.neighbors', 'apoc.path'];

/** Algorithms of the embedded engine: they read the graph as a whole and give rows. */
export const ALGORITHMS = words(`
  articulation_points bellman_ford betweenness_centrality bfs bridges closeness_centrality clustering_coefficient connected_components
  degree_centrality dfs dijkstra floyd_warshall kcore kruskal label_propagation labels louvain max_flow min_cost_max_flow pagerank prim
  procedures propertykeys relationshiptypes sssp strongly_connected_components topological_sort
`);

/** Where functions with a dot in their name may come from: these compute or read, while others run queries of their own or reach outside. */
export const FUNCTION_NAMESPACES = [
  ...words('coll date datetime db duration list localdatetime localtime math point string time uuid vector'),
  ...[
    ...words(`
    agg any bitwise coll convert date diff hashing json label map math meta node nodes number path rel scoring temporal text version
  `),
  ].map((name) => `apoc.${name}`),
  'gds.similarity',
];

/** What may follow SHOW, which no engine can explain. */
export const SHOWABLE = words('INDEX INDEXES CONSTRAINT CONSTRAINTS PROCEDURE PROCEDURES FUNCTION FUNCTIONS');
export const SHOW_KINDS = words(
  'ALL RANGE FULLTEXT TEXT POINT LOOKUP VECTOR UNIQUE UNIQUENESS KEY EXIST EXISTENCE NODE RELATIONSHIP REL PROPERTY TYPE BUILT IN USER DEFINED',
); // prettier-ignore

/**
 * Words that may follow the name of a variable, an alias, a property or a label. Of any other word behind SHOW, TERMINATE or USE these are the
 * keyword.
 */
export const AFTER_A_NAME = words(`
  AND AS ASC ASCENDING CALL CONTAINS CREATE DELETE DESC DESCENDING DETACH ELSE END ENDS FILTER FINISH FOR FOREACH GROUP IN INSERT IS LET LIMIT
  MATCH MERGE NEXT NODETACH OFFSET OPTIONAL OR ORDER REMOVE RETURN SET SKIP STARTS THEN UNION UNWIND WHEN WHERE WITH XOR YIELD
`);

/** First words of commands that administrate or define; readers and editors alike are refused them. */
export const ADMINISTRATION = words(
  'ALTER DENY DEALLOCATE DROP ENABLE GRANT REALLOCATE RENAME REVOKE START STOP TERMINATE DRYRUN SESSION BEGIN COMMIT ROLLBACK',
); // prettier-ignore

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
