import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { StartRefused } from './start-refused.ts';

/** How a program of PostgreSQL is started: PostgreSQL refuses to run as root. */
export type RunAs = (program: string, args: readonly string[], options: SpawnOptions) => ChildProcess;

const NOBODY = 65_534;
const ENTER = ['-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

/** Variables that would lead PostgreSQL astray; `LC_ALL` keeps its messages in one language, for us to read. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|DATABASE_URL)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

const plain: RunAs = (program, args, options) => spawn(program, args, { ...options, env: environment() });

/**
 * Root enters a user namespace in which it is nobody: no account is made, files stay root's own, and a folder that only
 * root may enter can still be used.
 */
const unshared: RunAs = (program, args, options) =>
  spawn('unshare', [...ENTER, program, ...args], { ...options, env: environment() });

export function chooseRunAs(userId: number | undefined = process.getuid?.()): RunAs {
  if (userId !== 0) return plain;
  const tried = spawnSync('unshare', [...ENTER, 'true'], { stdio: 'ignore' });
  if (tried.status === 0) return unshared;
  throw new StartRefused(
    'PostgreSQL 不允许以 root 身份运行，而本机又不允许使用用户命名空间。',
    '请新建一个普通用户，以它的身份启动准绳（例如 systemd 的 User=），或者用 database.url 连接另外安装的 PostgreSQL。',
  );
}
