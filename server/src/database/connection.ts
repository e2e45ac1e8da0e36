import { Kysely } from 'kysely';
import pg from 'pg';
import { guardPool } from './guard-pool.ts';
import { CamelCaseRows, SnakeCaseDialect } from './snake-case.ts';
import type { AnyDb, Tables } from './tables.ts';

/** How the driver reaches a server: a URL, or the private socket of the embedded one. */
export type Reach = { readonly url: string } | { readonly host: string; readonly port: number; readonly user: string };

/** The role in which requests run; it owns nothing, so that row-level security holds for it. */
export const APP_ROLE = 'zhunsheng_app';

export interface Connections {
  /** Owns the tables: migrations, backup, restore. */
  readonly owner: AnyDb;
  /** Everything else: requests, sealer, jobs. */
  readonly app: AnyDb;
  /**
   * The same role, for the little that a request writes beside its own transaction. Requests that wait for a second
   * connection of the pool that they hold the first of would wait for each other.
   */
  readonly aside: AnyDb;
  /** For the job queue, whose library speaks to the driver itself; it owns the tables too. */
  readonly queue: pg.Pool;
  close(): Promise<void>;
}

const parsers = new Map<number, (text: string) => unknown>([
  // A date is a day of the calendar, not a moment in some time zone.
  [1082, (text) => text],
  // Counts fit a number by far; an id that would not is never an integer here.
  [20, Number],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text')) as never,
};

export function driverSettings(reach: Reach, database?: string): pg.PoolConfig {
  if ('url' in reach) return { connectionString: reach.url, ...(database && { database }) };
  return { ...reach, database: database ?? 'zhunsheng' };
}

/** A request waits this long for an answer of the database; a frozen one must not hold people for ever. */
const ANSWER_MS = 20_000;

function open(settings: pg.PoolConfig, max: number, options: string): AnyDb {
  const pool = new pg.Pool({
    ...settings,
    types,
    max,
    options,
    application_name: 'zhunsheng',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
  });
  // A connection that breaks while idle is replaced at the next use; the query that needs it then tells.
  pool.on('error', () => {});
  return new Kysely<Tables>({
    dialect: new SnakeCaseDialect({ pool: guardPool(pool) }),
    plugins: [new CamelCaseRows({ maintainNestedObjectKeys: true })],
  });
}

/** Opens the two pools of one database. Nothing is sent until the first query. */
export function connect(reach: Reach, database?: string, max = 16): Connections {
  const settings = driverSettings(reach, database);
  const owner = open({ ...settings }, 4, '-c timezone=UTC');
  const options = `-c timezone=UTC -c role=${APP_ROLE} -c idle_in_transaction_session_timeout=60000`;
  const app = open({ ...settings, query_timeout: ANSWER_MS }, max, options);
  const aside = open({ ...settings, query_timeout: ANSWER_MS }, 4, options);
  const queue = new pg.Pool({ ...settings, max: 4, application_name: 'zhunsheng', connectionTimeoutMillis: 5_000 });
  queue.on('error', () => {});
  queue.on('connect', (client) => client.on('error', () => {}));
  return {
    owner,
    app,
    aside,
    queue,
    async close() {
      await Promise.all([owner.destroy(), app.destroy(), aside.destroy(), queue.end()]);
    },
  };
}
