import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config/config.ts';
import { type ContentStore, openContentStore, spool, verified } from '../content-store/index.ts';
import { type ContentsToFill, readBackup } from '../database/backup/read-backup.ts';
import { type ContentsToKeep, writeBackup } from '../database/backup/write-backup.ts';
import { type Connections, connect } from '../database/connection.ts';
import { StartRefused } from '../database/embedded/start-refused.ts';
import { runningCluster } from '../database/embedded/supervisor.ts';
import { openDatabase, openPlatform } from '../open-platform.ts';

type Print = (line: string) => void;

/** The database of a server that is running beside us, or one that is started for the purpose. */
async function openForBackup(
  config: Config,
  print: Print,
): Promise<{ connections: Connections; close(): Promise<void> }> {
  const running = config.database.url ? undefined : runningCluster(config.dataFolder);
  if (running) {
    const connections = connect(running);
    return { connections, close: () => connections.close() };
  }
  const { platform, close } = await openPlatform(config, print);
  return { connections: platform.connections, close };
}

/** What lies on this machine goes into the backup; an object store keeps its own. */
const contentsOf = (store: ContentStore): ContentsToKeep | undefined =>
  store.local
    ? {
        async read(key) {
          const stream = await store.read(key);
          return stream && verified(stream, key.digest);
        },
      }
    : undefined;

const contentsInto = (store: ContentStore): ContentsToFill => ({
  async put(key, bytes) {
    const spooled = await spool(bytes, store.spoolFolder);
    try {
      if (spooled.digest !== key.digest) return false;
      await store.put(key, spooled);
      return true;
    } finally {
      await spooled.discard();
    }
  },
});

/** Writes everything into one file, while the server runs or not; the file has its name only once it is whole. */
export async function backup(config: Config, file: string, print: Print): Promise<number> {
  if (existsSync(file)) throw new StartRefused(`文件 ${file} 已经存在。`, '请换一个文件名，备份不覆盖旧文件。');
  const store = await openContentStore(config);
  const { connections, close } = await openForBackup(config, print);
  const partial = `${file}.partial`;
  try {
    const take = (bytes: Readable) => pipeline(bytes, createWriteStream(partial, { mode: 0o600 }));
    const missing = await writeBackup(connections.owner, take, contentsOf(store));
    renameSync(partial, file);
    if (missing.length > 0)
      print(`注意：有${missing.length}个文件的内容已经丢失，备份中没有。请运行 verify-files 核对。`);
    if (!store.local) print(`文件的内容在${store.title}，不在这份备份中，请另行备份。`);
  } finally {
    rmSync(partial, { force: true });
    await close();
  }
  print(`已备份到 ${file}。请另行妥善保存密钥文件 ${join(config.dataFolder, 'secret.key')}。`);
  return 0;
}

/** Restores a backup into an empty database. */
export async function restore(config: Config, file: string, print: Print): Promise<number> {
  if (!existsSync(file)) throw new StartRefused(`没有文件 ${file}。`, '请核对备份文件的路径。');
  const store = await openContentStore(config);
  const { reach, stop } = await openDatabase(config, print);
  const connections = connect(reach);
  try {
    await readBackup(connections.owner, createReadStream(file), contentsInto(store));
  } finally {
    await connections.close();
    await stop();
  }
  print('已恢复。所有人须重新登录；密钥文件 secret.key 请从备份处复制到数据目录。');
  return 0;
}
