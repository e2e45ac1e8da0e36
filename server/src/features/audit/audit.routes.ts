import { Readable } from 'node:stream';
import type { audit } from '@zhunsheng/contract/audit';
import { canonicalJson } from '@zhunsheng/documents';
import { inTenant } from '../../database/in-tenant.ts';
import type { Context, Handlers } from '../../http/context.ts';
import { chainHead, findEntries, verifyAudit } from './audit.service.ts';
import { readSealed } from './audit.store.ts';
import { recordAudit } from './record-audit.ts';

/** The chain as lines of JSON that `zhunsheng verify-audit` reads; sent as it is read, in a transaction of its own. */
function chainLines({ platform, actor }: Context): Readable {
  const lines = new Readable({ read() {} });
  const send = async (): Promise<void> => {
    await inTenant(platform.connections.aside, actor.authorityId, async (db) => {
      lines.push(`${canonicalJson({ authority: actor.authorityId, format: 1 })}\n`);
      for await (const entry of readSealed(db)) lines.push(`${canonicalJson(entry)}\n`);
    });
    lines.push(null);
  };
  send().catch((error) => lines.destroy(error as Error));
  return lines;
}

export const auditRoutes: Handlers<typeof audit> = {
  list: ({ db }, { page, pageSize, ...filter }) => findEntries(db, filter, page, pageSize),

  head: ({ db }) => chainHead(db),

  async verify({ db, recorder, platform }, { anchors }) {
    const { head, count, diagnostics } = await verifyAudit(db, anchors, platform.now());
    const sound = diagnostics.length === 0;
    const detail = { sound, count, head: head.digest };
    await recordAudit(db, recorder, { kind: 'audit.verify', title: '核验审计链', detail });
    return { sound, count, head, diagnostics: [...diagnostics] as never };
  },

  async exportChain(context) {
    const { db, recorder } = context;
    await recordAudit(db, recorder, { kind: 'audit.exportChain', title: '导出审计链' });
    return { name: '审计链.jsonl', type: 'application/x-ndjson', content: chainLines(context) };
  },
};
