// A whole platform in small, to be killed: starts its cluster, writes from four sides, and prints what was acknowledged.
import { PLATFORM, recordAudit, startSealer } from '../../features/audit/index.ts';
import { insertAuthority, listAuthorities } from '../../features/authorities/index.ts';
import { connect } from '../connection.ts';
import { createDatabase } from '../create-database.ts';
import { inTenant } from '../in-tenant.ts';
import { migrate } from '../migrate.ts';
import { newId } from '../new-id.ts';
import { startEmbedded } from './supervisor.ts';

const folder = process.argv[2]!;
const say = (line: string) => process.stdout.write(`${line}\n`);

const cluster = await startEmbedded(folder);
await createDatabase(cluster.connection, 'zhunsheng');
const { owner, app } = connect(cluster.connection);
await migrate(owner);
const known = await listAuthorities(app);
const authorityId = known[0]?.authorityId ?? newId();
if (known.length === 0) await inTenant(app, authorityId, (db) => insertAuthority(db, 'demo', '示例县人民政府'));
startSealer(
  app,
  async () => [authorityId],
  'sha256',
  () => {},
  50,
);
say(`ready ${cluster.pid()}`);

let count = 0;
async function write(): Promise<void> {
  for (;;) {
    const targetId = `${process.pid}-${count++}`;
    await inTenant(app, authorityId, (db) =>
      recordAudit(db, PLATFORM, { kind: 'tests.write', title: '写入', targetId }),
    );
    say(`written ${targetId}`);
  }
}
process.on('SIGTERM', () => {
  void cluster.stop().then(() => process.exit(0));
});
await Promise.all(Array.from({ length: 4 }, () => write().catch(() => {})));
