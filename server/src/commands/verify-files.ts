import type { Config } from '../config/config.ts';
import { listAuthorities } from '../features/authorities/index.ts';
import { verifyContents } from '../features/files/index.ts';
import { openPlatform } from '../open-platform.ts';

/** Reads the contents of all files and names those that are gone or are not what was handed in. */
export async function verifyFiles(config: Config, print: (line: string) => void): Promise<number> {
  const { platform, close } = await openPlatform(config, print);
  let sound = true;
  try {
    const { connections, contents } = platform;
    print(`文件存储：${contents.title}`);
    for (const { authorityId, name } of await listAuthorities(connections.app)) {
      const { count, damaged } = await verifyContents(connections.app, contents, authorityId);
      print(`${name}：共${count}份内容，${damaged.length}份丢失或者损坏。`);
      for (const digest of damaged) print(`  ${digest}`);
      sound &&= damaged.length === 0;
    }
  } finally {
    await close();
  }
  return sound ? 0 : 1;
}
