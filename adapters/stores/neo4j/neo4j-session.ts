import type { Driver, Session } from 'neo4j-driver';
import { session as accessModes } from 'neo4j-driver';

/** Where a session works: on which driver, in which database. */
export interface SessionPlace {
  driver: Driver;
  database: string | undefined;
}

export function openSession(
  { driver, database }: SessionPlace,
  mode: 'READ' | 'WRITE',
  options: { fetchSize?: number } = {},
): Session {
  return driver.session({
    ...options,
    defaultAccessMode: accessModes[mode],
    ...(database === undefined ? {} : { database }),
  });
}

/** Gives a session to `work`, and closes it after, whatever came of it. */
export async function inSession<T>(
  place: SessionPlace,
  mode: 'READ' | 'WRITE',
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = openSession(place, mode);
  try {
    return await work(session);
  } finally {
    await closeQuietly(session);
  }
}

export async function closeQuietly(session: Session): Promise<void> {
  await session.close().catch(() => undefined);
}
