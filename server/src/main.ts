import { parseArgs } from 'node:util';
import { backup, restore } from './commands/backup.ts';
import { demo } from './commands/demo.ts';
import { bootstrapLink, serve } from './commands/serve.ts';
import { verifyAuditInDatabase } from './commands/verify-audit.ts';
import { verifyFiles } from './commands/verify-files.ts';
import type { Config } from './config/config.ts';
import { readConfig } from './config/read-config.ts';
import { StartRefused } from './database/embedded/start-refused.ts';
import { openPlatform } from './open-platform.ts';

const USAGE = `用法：zhunsheng-server <命令> --config 文件
      zhunsheng-server demo [--folder 目录] [--port 端口] [--fresh]

命令：
  serve                         启动服务（不写命令时也是它）
  bootstrap                     生成一个新的初始化链接（只能用一次，24小时有效）
  backup 文件                   把全部内容备份到一个文件，服务运行时也可以
  restore 文件                  把备份恢复到一个空的数据库
  verify-audit [--anchor 摘要]  核验审计链；--anchor 可以写多次
  demo                          演示：虚构的示例县，只在本机；--fresh 重新建立演示数据
  verify-files                  核对每个文件的内容与登记的摘要
`;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const complain = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

function loadConfig(path: string | undefined): Config | undefined {
  if (path === undefined) {
    complain('请用 --config 写明配置文件。');
    complain(USAGE);
    return undefined;
  }
  const { config, diagnostics } = readConfig(path);
  for (const { message, place, hint } of diagnostics) {
    complain(`${place.file ?? path}${place.line ? `:${place.line}` : ''}  ${message}${hint ? `\n    ${hint}` : ''}`);
  }
  return config;
}

async function printBootstrapLink(config: Config): Promise<number> {
  const { platform, close } = await openPlatform(config, complain);
  try {
    print(await bootstrapLink(platform, `http://${config.listen.host}:${config.listen.port}`));
    return 0;
  } finally {
    await close();
  }
}

type Work = (config: Config, file: string, print: (line: string) => void) => Promise<number>;

async function withFile(work: Work, config: Config, file: string | undefined): Promise<number> {
  if (file !== undefined) return work(config, file, print);
  complain(`请写明备份文件。\n\n${USAGE}`);
  return 1;
}

async function run([command = 'serve', file]: readonly string[], config: Config, anchors: readonly string[]) {
  switch (command) {
    case 'backup':
      return withFile(backup, config, file);
    case 'restore':
      return withFile(restore, config, file);
    case 'serve':
      await serve(config, print);
      return 0;
    case 'bootstrap':
      return printBootstrapLink(config);
    case 'verify-audit':
      return verifyAuditInDatabase(config, anchors, print);
    case 'verify-files':
      return verifyFiles(config, print);
    default:
      complain(`没有“${command}”这个命令。\n\n${USAGE}`);
      return 1;
  }
}

async function runDemo({ folder, port, fresh }: { folder: string; port?: string | undefined; fresh: boolean }) {
  if (port !== undefined && !/^\d{1,5}$/.test(port)) {
    complain('--port 须为端口号。');
    return 1;
  }
  await demo({ folder, fresh, port: port === undefined ? undefined : Number(port) }, print);
  return 0;
}

/** The server's command line. Gives the exit code; what stands in the way is said in Chinese, with what to do. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        anchor: { type: 'string', multiple: true, default: [] },
        folder: { type: 'string', default: 'data/demo' },
        port: { type: 'string' },
        fresh: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      print(USAGE);
      return 0;
    }
    if (positionals[0] === 'demo') return await runDemo(values);
    const config = loadConfig(values.config);
    return config ? await run(positionals, config, values.anchor) : 1;
  } catch (error) {
    if (error instanceof StartRefused) complain(`${error.message}\n    ${error.hint}`);
    else if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) complain(`参数不对。\n\n${USAGE}`);
    else throw error;
    return 1;
  }
}
