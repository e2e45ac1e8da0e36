import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartRefused } from './start-refused.ts';

/** The major version whose files a cluster holds; files of another cannot be opened. */
export const MAJOR_VERSION = '18';
/** A socket's path has room for 107 bytes; its name takes 16 of them. */
const MAX_SOCKET_FOLDER = 90;
const NEEDED_BYTES = 200 * 1024 * 1024;

const refuse = (message: string, hint: string): never => {
  throw new StartRefused(message, hint);
};

function explainFailure(folder: string, error: unknown): never {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return refuse(`不能写入数据目录 ${folder}。`, '请把目录的所有者改为运行准绳的用户，或者另写一个 dataFolder。');
  }
  if (code === 'ENOSPC') return refuse(`数据目录 ${folder} 所在的磁盘已满。`, '请清理磁盘后再启动。');
  if (code === 'ENOTDIR' || code === 'EEXIST') return refuse(`${folder} 不是文件夹。`, '请另写一个 dataFolder。');
  throw error;
}

/** Makes sure of a folder that its owner alone can enter. */
export function privateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(folder);
    const me = process.getuid?.();
    if (me !== undefined && uid !== me) {
      refuse(
        `数据目录 ${folder} 属于另一个用户（编号 ${uid}），现在的用户编号是 ${me}。`,
        '请用同一个用户启动，或者用 chown 更改目录的所有者。',
      );
    }
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) chmodSync(folder, 0o700);
  } catch (error) {
    if (error instanceof StartRefused) throw error;
    explainFailure(folder, error);
  }
}

/** Refuses to start where the next hour's writes would find no room. */
export function checkFreeSpace(folder: string, needed: number = NEEDED_BYTES): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= needed) return;
  const megabytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);
  refuse(
    `数据目录 ${folder} 所在的磁盘只剩 ${megabytes(free)}MB，至少需要 ${megabytes(needed)}MB。`,
    '请清理磁盘或者扩容后再启动。',
  );
}

/** Whether a cluster is there and complete; half of one (a creation that was cut short) is cleared away. */
export function clusterState(cluster: string): 'ready' | 'absent' {
  if (!existsSync(cluster)) return 'absent';
  if (!existsSync(join(cluster, 'zhunsheng-ready'))) {
    rmSync(cluster, { recursive: true, force: true });
    return 'absent';
  }
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR_VERSION) {
    refuse(
      `数据目录中的数据库是 PostgreSQL ${version} 的，当前程序内置的是 ${MAJOR_VERSION}。`,
      '请用原来的版本做一次备份（backup），再用新版本恢复（restore）。',
    );
  }
  return 'ready';
}

/** A private folder for the socket: inside the data folder, or a short path where that one is too long. */
export function socketFolder(folder: string): { path: string; release: () => void } {
  const inside = join(folder, 'socket');
  if (Buffer.byteLength(inside) <= MAX_SOCKET_FOLDER) {
    privateFolder(inside);
    return { path: inside, release: () => {} };
  }
  const path = mkdtempSync(join(tmpdir(), 'zhunsheng-'));
  return { path, release: () => rmSync(path, { recursive: true, force: true }) };
}
