import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config/config.ts';
import { readBackup } from '../database/backup/read-backup.ts';
import { writeBackup } from '../database/backup/write-backup.ts';
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

/** Writes everything into one file, while the server runs or not; the file has its name only once it is whole. */
export async function backup(config: Config, file: string, print: Print): Promise<number> {
  if (existsSync(file)) throw new StartRefused(`文件 ${file} 已经存在。`, '请换一个文件名，备份不覆盖旧文件。');
  const { connections, close } = await openForBackup(config, print);
  const partial = `${file}.partial`;
  try {
    await writeBackup(connections.owner, (bytes) => pipeline(bytes, createWriteStream(partial, { mode: 0o600 })));
    renameSync(partial, file);
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
  const { reach, stop } = await openDatabase(config, print);
  const connections = connect(reach);
  try {
    await readBackup(connections.owner, createReadStream(file));
  } finally {
    await connections.close();
    await stop();
  }
  print('已恢复。所有人须重新登录；密钥文件 secret.key 请从备份处复制到数据目录。');
  return 0;
}
