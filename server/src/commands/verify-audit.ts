import type { Config } from '../config/config.ts';
import { inTenant } from '../database/in-tenant.ts';
import { verifyAudit } from '../features/audit/index.ts';
import { listAuthorities } from '../features/authorities/index.ts';
import { openPlatform } from '../open-platform.ts';

/** Verifies the chain of every authority in the database; an anchor must be found in one of them. */
export async function verifyAuditInDatabase(
  config: Config,
  anchors: readonly string[],
  print: (line: string) => void,
): Promise<number> {
  const { platform, close } = await openPlatform(config, print);
  let sound = true;
  try {
    const { app } = platform.connections;
    const authorities = await listAuthorities(app);
    for (const { authorityId, name, code } of authorities) {
      const own =
        authorities.length === 1
          ? anchors
          : anchors.filter((anchor) => anchor.startsWith(`${code}:`)).map((a) => a.slice(code.length + 1));
      const { head, count, diagnostics } = await inTenant(app, authorityId, (db) => verifyAudit(db, own));
      print(`${name}：共${count}条，当前锚 ${head.digest}`);
      for (const { message } of diagnostics) print(`  ${message}`);
      print(diagnostics.length === 0 ? '  核验通过。' : '  核验没有通过。');
      sound &&= diagnostics.length === 0;
    }
  } finally {
    await close();
  }
  return sound ? 0 : 1;
}
