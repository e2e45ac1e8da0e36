import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config/config.ts';
import { openContentStore } from './content-store/index.ts';
import { type Connections, connect, type Reach } from './database/connection.ts';
import { createDatabase } from './database/create-database.ts';
import { privateFolder } from './database/embedded/data-folder.ts';
import { StartRefused } from './database/embedded/start-refused.ts';
import { startEmbedded } from './database/embedded/supervisor.ts';
import { installQueue } from './database/install-queue.ts';
import { migrate } from './database/migrate.ts';
import { DEMO_ACCOUNTS } from './demo/index.ts';
import type { Platform } from './http/context.ts';

export interface OpenPlatform {
  readonly platform: Platform;
  /** The names of the migrations that were applied just now. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/** The key of this installation, made at its first start; a backup of the database without it opens no second factor. */
function readSecret(dataFolder: string): Buffer {
  const file = join(dataFolder, 'secret.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  const secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (secret.length === 32) return secret;
  throw new StartRefused(`密钥文件 ${file} 已损坏。`, '请从备份中恢复这个文件。');
}

interface OpenDatabase {
  readonly reach: Reach;
  stop(): Promise<void>;
}

/** The server of the configuration: the embedded one, started, or another one. */
export async function openDatabase(
  { database, dataFolder }: Config,
  tell: (message: string) => void,
): Promise<OpenDatabase> {
  if (database.url) return { reach: { url: database.url }, stop: async () => {} };
  const cluster = await startEmbedded(dataFolder, tell);
  await createDatabase(cluster.connection, 'zhunsheng');
  return { reach: cluster.connection, stop: () => cluster.stop() };
}

const CONNECTING = /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|28|3D000|EHOSTUNREACH)/;

function explain(error: unknown): unknown {
  const { code = '' } = error as { code?: string };
  if (code === '42501') {
    const hint =
      '请让 DATABASE_URL 中的用户拥有 CREATEROLE 权限，或者由数据库管理员先建立角色 zhunsheng_app 并授予该用户。';
    return new StartRefused('数据库用户的权限不够，不能建表。', hint);
  }
  if (!CONNECTING.test(code)) return error;
  return new StartRefused(
    '不能连接 DATABASE_URL 所指的数据库。',
    '请核对地址、用户名、密码和数据库名，并确认数据库正在运行。',
  );
}

async function prepare(connections: Connections): Promise<string[]> {
  try {
    const migrated = await migrate(connections.owner);
    await installQueue(connections.queue);
    return migrated;
  } catch (error) {
    throw explain(error);
  }
}

/** Opens database, migrations and key; what is given back must be closed. Throws `StartRefused` where it cannot. */
export async function openPlatform(config: Config, tell: (message: string) => void): Promise<OpenPlatform> {
  privateFolder(config.dataFolder);
  const secret = readSecret(config.dataFolder);
  const contents = await openContentStore(config);
  const { reach, stop } = await openDatabase(config, tell);
  const connections = connect(reach);
  const close = async (): Promise<void> => {
    await connections.close();
    await stop();
  };
  try {
    const migrated = await prepare(connections);
    const demo = config.demo ? DEMO_ACCOUNTS : [];
    return { platform: { config, connections, contents, secret, now: () => new Date(), demo }, migrated, close };
  } catch (error) {
    await close();
    throw error;
  }
}
