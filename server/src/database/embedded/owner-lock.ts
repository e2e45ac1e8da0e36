import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './postmaster-file.ts';
import { StartRefused } from './start-refused.ts';

/** When a process started, so that a number that was given out again is not mistaken for it. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function livingOwner(file: string): number | undefined {
  const [pidText = '', started = ''] = readFileSync(file, 'utf8').trim().split(' ');
  const pid = Number(pidText);
  if (!Number.isSafeInteger(pid) || pid <= 1 || pid === process.pid) return undefined;
  return isAlive(pid) && startTime(pid) === started ? pid : undefined;
}

function claim(file: string): boolean {
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, `${process.pid} ${startTime(process.pid)}\n`);
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** One server for one data folder. Gives the function that releases it. */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'server.lock');
  for (let attempt = 0; attempt < 5; attempt++) {
    if (claim(file)) return () => rmSync(file, { force: true });
    const owner = existsSync(file) ? livingOwner(file) : undefined;
    if (owner !== undefined) {
      throw new StartRefused(
        `另一个准绳服务（进程 ${owner}）正在使用数据目录 ${folder}。`,
        '请先停止它，或者在配置文件中另写一个 dataFolder。',
      );
    }
    rmSync(file, { force: true });
  }
  throw new StartRefused(`不能锁定数据目录 ${folder}。`, '请确认没有几个准绳服务同时启动，然后重试。');
}
