import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../server/bin/zhunsheng-server.mjs', import.meta.url));

/** The real server as a process of its own, as an operator runs it. */
export interface ServerProcess {
  readonly address: string;
  readonly child: ChildProcess;
  /** What it printed so far. */
  text(): string;
  /** The first group of a pattern, once it is printed. */
  printed(pattern: RegExp): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the server and waits until it says where it listens and everything it prints at its start is there. */
export const startServer = (...args: string[]): Promise<ServerProcess> => startProgram(PROGRAM, args);

/** The same for any program of ours that ends up serving, with further settings of its environment. */
export async function startProgram(
  program: string,
  args: readonly string[],
  settings: NodeJS.ProcessEnv = {},
): Promise<ServerProcess> {
  const { DATABASE_URL: _, ...env } = { ...process.env, ...settings };
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const ended = once(child, 'exit');
  const address = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        text += chunk;
        const found = /准绳已启动：(\S+)/.exec(text);
        if (found) resolve(found[1]!);
      });
    }
    void ended.then(() => reject(new Error(`the server ended: ${text}`)));
  });
  return {
    address,
    child,
    text: () => text,
    async printed(pattern) {
      for (let tries = 0; tries < 300; tries++) {
        const found = pattern.exec(text)?.[1];
        if (found) return found;
        await sleep(100);
      }
      throw new Error(`it never printed ${pattern}: ${text}`);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
