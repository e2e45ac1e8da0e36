// OpenStack Swift out of Debian's packages, unpacked beside the project's own packages: nothing is installed on the
// machine, no service starts, no rights are needed. It is fetched once.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/zhunsheng-swift', import.meta.url));
const PACKAGES = ['swift-proxy', 'swift-account', 'swift-container', 'swift-object'];
export const PYTHON = '/usr/bin/python3';

const run = (program: string, args: readonly string[], cwd = '/') =>
  spawnSync(program, args, { cwd, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' }, maxBuffer: 1e8 });

/** The packages that this machine lacks, with everything they stand on; none where Debian does not know them. */
function lackingPackages(): string[] {
  const { status, stdout } = run('apt-get', ['install', '-s', '--no-install-recommends', ...PACKAGES]);
  if (status !== 0) return [];
  return [...stdout.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]!);
}

function fetchPackages(): string | undefined {
  if (lackingPackages().length === 0 && process.getuid?.() === 0) run('apt-get', ['update']);
  const names = lackingPackages();
  if (names.length === 0) return 'the package lists of Debian do not name OpenStack Swift (apt-get update)';
  const partial = `${CACHE}.partial-${process.pid}`;
  mkdirSync(join(partial, 'root'), { recursive: true });
  try {
    const fetched = run('apt-get', ['download', ...names], partial);
    if (fetched.status !== 0) return `apt-get download: ${fetched.stderr.slice(-300)}`;
    for (const name of readdirSync(partial).filter((entry) => entry.endsWith('.deb'))) {
      run('dpkg-deb', ['-x', join(partial, name), join(partial, 'root')]);
      rmSync(join(partial, name));
    }
    renameSync(join(partial, 'root'), CACHE);
    return undefined;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

export type SwiftPrograms = { readonly root: string } | { readonly lacking: string };

/**
 * The folder with Swift's programs. As root on Debian a failure is thrown, so that no run of the tests passes without a
 * real server by accident; elsewhere the reason is given, and the caller skips.
 */
export function findSwift(): SwiftPrograms {
  if (process.env.ZHUNSHENG_SKIP_S3) return { lacking: 'ZHUNSHENG_SKIP_S3 is set' };
  for (const program of ['/usr/bin/apt-get', '/usr/bin/dpkg-deb', PYTHON]) {
    if (!existsSync(program)) return { lacking: `${program} is not there: not a Debian machine` };
  }
  const problem = existsSync(CACHE) ? undefined : fetchPackages();
  if (problem === undefined) return { root: CACHE };
  if (process.getuid?.() !== 0) return { lacking: problem };
  throw new Error(`A real S3 server is part of the tests. ${problem}. Set ZHUNSHENG_SKIP_S3=1 to go without it.`);
}
