import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Client, createClient } from '@zhunsheng/contract/client';

const bin = fileURLToPath(new URL('../../bin/zhunsheng-server.mjs', import.meta.url));

/** A real process of the server's command line. */
export interface Run {
  readonly child: ChildProcess;
  readonly text: () => string;
  readonly ended: Promise<number | null>;
  /** Where it listens, once it does. */
  readonly address: Promise<string>;
}

const running = new Set<Run>();

/** Stops whatever a test left running. */
export async function stopAll(): Promise<void> {
  for (const run of running) {
    run.child.kill('SIGTERM');
    await run.ended;
  }
}

export function run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Run {
  const { DATABASE_URL: _, ...own } = process.env;
  const env = { ...own, ...environment };
  const child = spawn(process.execPath, [bin, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const address = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        text += chunk;
        const found = /准绳已启动：(\S+)/.exec(text);
        if (found) resolve(found[1]!);
      });
    }
    void ended.then(() => reject(new Error(`it ended: ${text}`)));
  });
  address.catch(() => {});
  const begun = { child, text: () => text, ended, address };
  running.add(begun);
  void ended.then(() => running.delete(begun));
  return begun;
}

export async function until(run: Run, words: string): Promise<void> {
  const ended = run.ended.then(() => true);
  while (!run.text().includes(words)) {
    if ((await Promise.race([ended, sleep(20, false)])) && !run.text().includes(words)) {
      throw new Error(`it ended without “${words}”: ${run.text()}`);
    }
  }
}

/** A port that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}

/** Somebody who works with a real server over the network. */
export interface Visitor {
  readonly api: Client;
  csrf: string;
}

/** Refusals become errors whose message is their code. */
export function visit(address: string): Visitor {
  let cookie = '';
  const visitor = { csrf: '' } as { -readonly [K in keyof Visitor]: Visitor[K] };
  visitor.api = createClient(async ({ method, url, body, contentType }) => {
    const headers = { cookie, 'x-csrf-token': visitor.csrf, ...(contentType && { 'content-type': contentType }) };
    const answer = await fetch(address + url, { method, headers, ...(body !== undefined && { body: body as string }) });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const found = (await answer.json()) as { code?: string };
    if (answer.status >= 400) throw new Error(found.code);
    return found;
  });
  return visitor;
}

export async function signIn(visitor: Visitor, userName: string, password: string): Promise<void> {
  visitor.csrf = (await visitor.api.sessions.signIn({ userName, password })).csrfToken;
}

/** Makes an authority on a server that just started with none; gives its system administrator, signed in. */
export async function settle(begun: Run): Promise<Visitor & { readonly rootId: string }> {
  await until(begun, '/bootstrap#');
  const token = /bootstrap#(\S+)/.exec(begun.text())![1]!;
  const visitor = visit(await begun.address);
  const person = (userName: string) => ({ userName, displayName: userName });
  const administrators = { system: person('xitong'), security: person('anquan'), audit: person('shenji') };
  const { slips } = await visitor.api.bootstrap.use({ token, code: 'shili', name: '示例县人民政府', administrators });
  const { userName, password } = slips[0]!;
  await signIn(visitor, userName, password);
  await visitor.api.accounts.changePassword({ current: password, next: 'Gong-Zheng.7391' });
  const { entries } = await visitor.api.organizations.list({});
  return Object.assign(visitor, { rootId: entries[0]!.organizationId });
}
