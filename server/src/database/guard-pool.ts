import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

/** What the server itself said is no reason to doubt the connection, unless it says that it ends it. */
const isLost = (error: unknown): boolean => !(error instanceof pg.DatabaseError) || /^(08|57P)/.test(error.code ?? '');

function guardClient(client: pg.PoolClient): PostgresPoolClient {
  let lost: unknown;
  // A connection may break while nothing is asked of it; unheard, that would end the whole process.
  const hear = (error: Error): void => {
    lost ??= error;
  };
  client.on('error', hear);
  const query = async (text: string, parameters: readonly unknown[]) => {
    // A rollback on a connection that does not answer would only wait once more; closing it rolls back as well.
    if (lost !== undefined) throw lost;
    try {
      return await client.query(text, [...parameters]);
    } catch (error) {
      if (isLost(error)) lost = error;
      throw error;
    }
  };
  const release = (): void => {
    client.off('error', hear);
    client.release(lost !== undefined);
  };
  return { query: query as never, release };
}

/**
 * A pool whose connections may break at any moment without harm to the process. One whose answer was waited for in vain is
 * never lent again: it may stand in the middle of a transaction of somebody whom we told that nothing was saved.
 */
export const guardPool = (pool: pg.Pool): PostgresPool => ({
  connect: async () => guardClient(await pool.connect()),
  end: () => pool.end(),
});
