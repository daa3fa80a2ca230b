import type { GraphValue } from '../../domain/graph-value.ts';

/** One query of ours with its parameters. Names from data enter its text through `cypher-names.ts` only. */
export interface CypherStatement {
  query: string;
  params?: Record<string, unknown>;
}

/** A row of one of our own queries, by column name; numbers and lists as plain JavaScript. */
export type CypherRow = Record<string, unknown>;

/** What the planner says a query would do. */
export interface QueryPlan {
  /** Names of all operators, as the engine spells them, without suffixes such as `@neo4j`. */
  operators: string[];
  /** Full names of all procedures that it calls. */
  procedures: string[];
  /** The plan for people, one operator a line. */
  text: string;
  /** What the engine itself says, where it does. */
  kind: 'read' | 'write' | 'other' | 'unknown';
}

/** How long a person's query may take, and who may call it off. */
export interface QueryLimits {
  /** Time for running, waiting for the reader not counted. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/** A query that a person typed, after the guard let it through. */
export interface StreamRequest extends QueryLimits {
  query: string;
  params: Record<string, unknown>;
  /** False: run where nothing can be kept (a transaction always rolled back, read access). */
  write: boolean;
  /** Give where time went, one row with one column `plan`, instead of the query's own rows. */
  profile: boolean;
  /** The most rows that will ever be pulled. */
  maxRows: number;
}

/** Rows on demand: the engine works and buffers no further than the reader asks. */
export interface RowStream {
  columns: string[];
  /** The next rows, at least one; null after the last. @throws as `CypherRunner.runCypher` */
  next(): Promise<GraphValue[][] | null>;
  /** Ends the query, whether or not its rows have ended. Never throws. */
  close(): Promise<void>;
}

export interface WriteOptions {
  signal?: AbortSignal | undefined;
  /** Called after each statement with the number of those done. */
  onStatement?: ((done: number) => void) | undefined;
}

/** What differs between engines that speak the same Cypher. */
interface CypherDialect {
  /** Rows of changes that one transaction carries without harm; more are written in several. */
  maxTransactionRows: number;
  /** Labels that other tools look for, borne beside ours: `__Entity__`, ... */
  toolLabels: boolean;
  /** Puts a row that names every property of a record on its node: `+=` where vectors lie on it that must stay. */
  assign: '=' | '+=';
  /** The expression that gives a node's properties as a map, without the vectors that lie on it. */
  recordOf(node: string): string;
  /** Makes a person's query say on this engine what it says in Neo4j; `maxRows` may be pushed into it. */
  rewrite(query: string, maxRows: number): string;
}

/** The thin layer under the one GraphStore: runs Cypher, knows nothing of entities. */
export interface CypherEngine {
  readonly kind: 'embedded' | 'neo4j';
  readonly dialect: CypherDialect;
  /** Runs reading statements on one state of the graph: no part of a change that is being kept. @returns rows by statement. @throws `store-unavailable` */
  read(statements: readonly CypherStatement[]): Promise<CypherRow[][]>;
  /**
   * Runs writing statements in one transaction: all or none. Writers wait for one another. Kept on disk when it resolves.
   *
   * @throws `store-unavailable`, or the signal's own error, with nothing written
   */
  write(statements: readonly CypherStatement[], options?: WriteOptions): Promise<void>;
  /**
   * Runs one statement that may be run twice, in a transaction of its own and beside other writers: for what no change of the index
   * touches. Kept on disk when it resolves. @throws `store-unavailable`
   */
  keep(statement: CypherStatement): Promise<void>;
  /** @throws `query-invalid`, `query-timeout` */
  explain(query: string, params: Record<string, unknown>, limits: QueryLimits): Promise<QueryPlan>;
  /** @throws `query-invalid`, `query-timeout`, `store-unavailable` */
  stream(request: StreamRequest): Promise<RowStream>;
  describe(): Promise<{ name: string; version: string; notes: string[] }>;
  close(): Promise<void>;
}
