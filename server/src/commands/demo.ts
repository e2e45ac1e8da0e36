import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { type Config, configShape } from '../config/config.ts';
import { lockFolder } from '../database/embedded/owner-lock.ts';
import { clearOrphan } from '../database/embedded/postmaster.ts';
import { StartRefused } from '../database/embedded/start-refused.ts';
import { demoState, markDemo } from '../demo/index.ts';
import { serve } from './serve.ts';

const HOST = '127.0.0.1';
const USUAL_PORT = 8080;
const TRIED_PORTS = 20;

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    await once(probe.listen(port, HOST), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}

/** The usual port, the next free one above it, or any. */
async function choosePort(print: (line: string) => void): Promise<number> {
  for (let port = USUAL_PORT; port < USUAL_PORT + TRIED_PORTS; port++) {
    if (!(await isFree(port))) continue;
    if (port !== USUAL_PORT) print(`端口 ${USUAL_PORT} 已被其他程序占用，改用 ${port}。`);
    return port;
  }
  return 0;
}

/** Empties the folder of a demonstration that nobody is running; what its database left behind is stopped before. */
async function clear(folder: string): Promise<void> {
  lockFolder(folder);
  await clearOrphan(join(folder, 'postgres'));
  rmSync(folder, { recursive: true, force: true });
}

async function prepareFolder(folder: string, fresh: boolean): Promise<void> {
  const state = demoState(folder);
  if (state === 'foreign') {
    throw new StartRefused(
      `${folder} 中是别的数据，演示不会动它。`,
      '请用 --folder 另写一个目录，正式使用请运行 npm run serve。',
    );
  }
  if (state === 'ready' && !fresh) return;
  if (state !== 'empty') await clear(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  markDemo(folder, false);
}

export interface DemoOptions {
  readonly folder: string;
  readonly port: number | undefined;
  readonly fresh: boolean;
}

/** Serves the demonstration on this machine alone; makes it at its first start, and anew where it is asked to. */
export async function demo({ folder, port, fresh }: DemoOptions, print: (line: string) => void): Promise<void> {
  const dataFolder = resolve(folder);
  await prepareFolder(dataFolder, fresh);
  const listen = { host: HOST, port: port ?? (await choosePort(print)) };
  const config: Config = configShape.parse({ demo: true, dataFolder, listen, log: { level: 'warn' } });
  await serve(config, print);
}
