// Installs what the lock file names, once: a stamp in node_modules remembers which lock file and Node it was for.
// Uses nothing but Node itself, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
/** Marks an archive for machines without a network: everything is in it, so that nothing is ever installed or built. */
export const BUNDLED = 'node_modules/.zhunsheng-bundled';
const stampFile = `${root}node_modules/.zhunsheng-stamp`;

/** Runs a program in the project's folder and gives its exit code; what it prints is shown. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  if (done.error) console.error(`不能运行 ${command}：${done.error.message}`);
  return done.status ?? 1;
}

function stamp() {
  const lock = readFileSync(`${root}package-lock.json`);
  return createHash('sha256').update(lock).update(process.version).digest('hex');
}

/** Makes sure of the dependencies; ends the process with a plain message where that is not possible. */
export function setUp() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`需要 Node.js 20.19 或更新的版本，现为 ${process.version}。`);
    process.exit(1);
  }
  if (existsSync(`${root}${BUNDLED}`)) return;
  const wanted = stamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  console.log('正在安装依赖（只需一次）……');
  if (run('npm', ['ci', '--no-audit', '--no-fund']) !== 0) {
    console.error('依赖安装失败。请检查网络或 npm 镜像设置，再运行一次。');
    process.exit(1);
  }
  writeFileSync(stampFile, wanted);
}
