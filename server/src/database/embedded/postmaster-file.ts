import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a process lives; one that belongs to somebody else lives too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The process that PostgreSQL's own lock file names; its first line is the pid. */
export function postmasterPid(cluster: string): number | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined;
}

/**
 * Whether a process really is the server of this cluster and not another program that was given its number later.
 * Where the system does not tell, a living process is taken for it: better to refuse than to run twice.
 */
export function servesCluster(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return process.platform !== 'linux' || existsSync(`/proc/${pid}`);
  }
}

/** The folder of the socket: the fifth line of PostgreSQL's lock file. */
export function postmasterSocket(cluster: string): string | undefined {
  const line = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[4];
  return line || undefined;
}
