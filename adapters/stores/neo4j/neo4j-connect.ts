import neo4j, { type Driver } from 'neo4j-driver';
import { GraphRagError } from '../../../domain/errors.ts';

/** Where a Neo4j is and as whom to enter. */
export interface Neo4jAddress {
  /** `bolt://`, `neo4j://`, `neo4j+s://`, ... */
  uri: string;
  username: string;
  password: string;
}

/**
 * @param patienceMs how long work is tried again while the server is away
 * @throws GraphRagError `config-invalid` for what is no address; nothing is connected yet
 */
export function connect({ uri, username, password }: Neo4jAddress, patienceMs: number): Driver {
  try {
    return neo4j.driver(uri, neo4j.auth.basic(username, password), {
      useBigInt: true,
      connectionAcquisitionTimeout: 20_000,
      connectionTimeout: 10_000,
      maxTransactionRetryTime: patienceMs,
      userAgent: 'orrery',
    });
  } catch (cause) {
    throw new GraphRagError('config-invalid', `NEO4J_URI "${uri}" is no address of a Neo4j`, {
      hint: 'It looks like bolt://127.0.0.1:7687, neo4j://host or neo4j+s://host.',
      cause,
    });
  }
}
