import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { explainLog } from './explain-log.ts';
import type { RunAs } from './run-as.ts';

export const OWNER = 'zhunsheng';

/**
 * Creates the files of a new cluster. Connections come through the private socket alone, whose folder only the owner
 * can enter; that folder is the guard, so none of them needs a password.
 */
export async function createCluster(cluster: string, { initdb }: Binaries, runAs: RunAs, logFile: string) {
  const options = [
    `--pgdata=${cluster}`,
    `--username=${OWNER}`,
    '--auth-local=trust',
    '--auth-host=reject',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
  ];
  const child = runAs(initdb, options, { stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  const text = Buffer.concat(printed).toString();
  if (code !== 0) {
    writeFileSync(logFile, text, { mode: 0o600 });
    throw explainLog(text, logFile);
  }
  writeFileSync(join(cluster, 'zhunsheng-ready'), '', { mode: 0o600 });
}
