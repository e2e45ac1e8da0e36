import type { FastifyInstance } from 'fastify';
import { buildApp } from '../app.ts';
import { startBackground } from '../background.ts';
import type { Config } from '../config/config.ts';
import { StartRefused } from '../database/embedded/start-refused.ts';
import { DEMO_ACCOUNTS, demoState, makeDemo, markDemo } from '../demo/index.ts';
import { startSealer } from '../features/audit/index.ts';
import { listAuthorities } from '../features/authorities/index.ts';
import { createBootstrapToken } from '../features/bootstrap/index.ts';
import type { Platform } from '../http/context.ts';
import { openPlatform } from '../open-platform.ts';

const STOP_MS = 20_000;

type Print = (line: string) => void;

async function listen(app: FastifyInstance, { listen: { host, port } }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new StartRefused(`端口 ${port} 已被其他程序占用。`, '请在配置文件的 listen.port 中另写一个端口。');
    if (code === 'EACCES')
      throw new StartRefused(`没有权限使用端口 ${port}。`, '请使用1024以上的端口，由反向代理对外提供服务。');
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartRefused(`本机没有地址 ${host}。`, '请核对配置文件的 listen.host。');
    throw error;
  }
}

/** The link that makes the first administrators; printed on the terminal of whoever starts the server, never sent. */
export async function bootstrapLink({ config, connections, now }: Platform, address: string): Promise<string> {
  const token = await createBootstrapToken(connections.app, now());
  return `${config.publicUrl ?? address}/bootstrap#${token}`;
}

function startSealing({ config, connections }: Platform, app: FastifyInstance) {
  const authorities = async () => (await listAuthorities(connections.app)).map((authority) => authority.authorityId);
  return startSealer(connections.app, authorities, config.audit.digest, (error) => {
    app.log.error({ code: 'audit.sealer', cause: (error as Error).message });
  });
}

/**
 * Waits for the first signal that asks to stop; a second one ends the process at once. What follows within a second is
 * the same one: npm passes on what the terminal sends to everybody anyway.
 */
const stopAsked = (): Promise<void> =>
  new Promise((resolve) => {
    let asked: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        const now = performance.now();
        if (asked !== undefined && now - asked > 1_000) process.exit(1);
        asked ??= now;
        resolve();
      });
    }
  });

/** Fills an empty database with the demonstration. Real data never gets its accounts, nor does half of it get shown. */
async function prepareDemo({ config, connections, now }: Platform, app: FastifyInstance, print: Print): Promise<void> {
  if ((await listAuthorities(connections.app)).length > 0) {
    if (demoState(config.dataFolder) === 'ready') return;
    throw new StartRefused(
      '数据库中已有的内容不是演示数据，或者演示数据没有建完整。',
      '正式使用请去掉配置文件中的 demo；演示请另用一个空的数据目录。',
    );
  }
  print('正在准备演示数据……');
  markDemo(config.dataFolder, false);
  await makeDemo(app, await createBootstrapToken(connections.app, now()));
  markDemo(config.dataFolder, true);
}

function printDemo(print: Print): void {
  print('演示账号（密码都是下面这一个，登录页上也有）：');
  for (const { userName, title } of DEMO_ACCOUNTS) print(`  ${userName.padEnd(12)}${title}`);
  print(`  密码        ${DEMO_ACCOUNTS[0]?.password}`);
}

/** Serves until it is asked to stop; then answers what is under way, seals what is written and closes the database. */
export async function serve(config: Config, print: Print): Promise<void> {
  const stop = stopAsked();
  const { platform, migrated, close } = await openPlatform(config, print);
  const app = buildApp(platform);
  const sealer = startSealing(platform, app);
  const background = startBackground(platform, app.log);
  try {
    if (config.demo) await prepareDemo(platform, app, print);
    const address = await listen(app, config);
    if (migrated.length > 0) print(`数据库已更新：${migrated.join('、')}`);
    print(`准绳已启动：${config.publicUrl ?? address}`);
    print(`接口说明：${address}/api/docs`);
    if ((await listAuthorities(platform.connections.app)).length === 0) {
      print(`请在24小时内用浏览器打开初始化链接（只能用一次）：\n  ${await bootstrapLink(platform, address)}`);
    }
    if (config.demo) printDemo(print);
    await stop;
    print('正在停止……');
  } finally {
    const late = setTimeout(() => process.exit(1), STOP_MS * 3).unref();
    await app.close();
    await background.stop();
    await sealer.stop();
    await close();
    clearTimeout(late);
    print('已停止。');
  }
}
