import type { FolderReading } from '@zhunsheng/documents';
import type { FastifyInstance } from 'fastify';
import { readCounty } from './county.ts';
import { AUTHORITY, demoBodies, leaderTitle, MERGED, personName, RENAMED } from './demo-bodies.ts';
import { type DemoBrowser, firstSignIn, openDemoBrowser } from './demo-browser.ts';
import { ADMINISTRATORS, CLERK, type DemoPerson, OTHERS } from './demo-people.ts';

const OPENED_ON = '2019-03-01';
const YEAR_START = '2024-01-01';

type Ids = ReadonlyMap<string, string>;

/** The three who keep accounts, approve grants and read the record. */
async function startAuthority(app: FastifyInstance, token: string) {
  const { system, security, audit } = ADMINISTRATORS;
  const name = ({ userName, displayName }: DemoPerson) => ({ userName, displayName });
  const { slips } = await openDemoBrowser(app).api.bootstrap.use({
    token,
    ...AUTHORITY,
    administrators: { system: name(system), security: name(security), audit: name(audit) },
  });
  const [first, second, third] = await Promise.all(slips.map((slip) => firstSignIn(app, slip)));
  return { system: first!, security: second!, audit: third! };
}

async function openBodies({ api }: DemoBrowser, { subjects, scheme }: FolderReading, rootId: string): Promise<Ids> {
  const ids = new Map([[AUTHORITY.code as string, rootId]]);
  const groups = new Map(scheme!.groups.map((group) => [group.id, group.title]));
  for (const { above, ...body } of demoBodies(subjects, groups)) {
    const dated = { happenedOn: OPENED_ON, reason: '按现行机构名录登记' };
    const opened = await api.organizations.open({ ...body, ...dated, parentId: ids.get(above)! });
    ids.set(body.code, opened.organizationId);
  }
  return ids;
}

/** What happened to the bodies since: two bear another name, one went on in its neighbour. */
async function tellHistory({ api }: DemoBrowser, { subjects }: FolderReading, ids: Ids): Promise<void> {
  for (const { code, on } of RENAMED) {
    const { name } = subjects.find((subject) => subject.id === code)!;
    const wanted = { organizationId: ids.get(code)!, version: 1, name, happenedOn: on, reason: '机构改革，职能调整' };
    await api.organizations.rename(wanted);
  }
  const { into, merged, on, reason } = MERGED;
  const wanted = { organizationId: ids.get(into)!, version: 1, merged: [ids.get(merged)!], happenedOn: on, reason };
  await api.organizations.merge(wanted);
}

async function appointPeople({ api }: DemoBrowser, ids: Ids, names: ReadonlyMap<string, string>, own: Ids) {
  let number = 0;
  for (const [code, name] of names) {
    number += 1;
    const [organizationId, validFrom] = [ids.get(code)!, '2023-05-01'];
    const [head, liaison] = ['head', 'liaison'].map((role) =>
      OTHERS.find((person) => person.over === code && person.role === role),
    );
    const accountOf = (person: DemoPerson | undefined) => (person ? own.get(person.userName)! : null);
    await api.organizations.appoint({
      organizationId,
      validFrom,
      kind: 'leader',
      name: head?.displayName ?? personName(2 * number),
      title: leaderTitle({ name, code }),
      accountId: accountOf(head),
    });
    await api.organizations.appoint({
      organizationId,
      validFrom,
      kind: 'liaison',
      name: liaison?.displayName ?? personName(2 * number + 1),
      title: /^T/.test(code) ? '党政综合办公室副主任' : '法规科科长',
      phone: `000-61${String(number).padStart(5, '0')}`,
      accountId: accountOf(liaison),
    });
  }
}

/** Makes the account of a person and proposes the role; gives the ids of account and proposal, and the slip. */
async function admit(makes: DemoBrowser, proposes: DemoBrowser, person: DemoPerson, ids: Ids, assessmentId?: string) {
  const { userName, displayName, role, over, forAssessment } = person;
  const organizationId = ids.get(over)!;
  const { account, slip } = await makes.api.accounts.create({ userName, displayName, organizationId });
  const { grantId } = await proposes.api.grants.propose({
    accountId: account.accountId,
    role,
    organizationId,
    assessmentId: forAssessment ? assessmentId! : null,
    validFrom: YEAR_START,
    reason: '2024年度依法行政考核工作需要',
  });
  return { accountId: account.accountId, grantId, slip };
}

const approve = ({ api }: DemoBrowser, grantId: string) =>
  api.grants.approve({ grantId, reason: '经核对，与分工文件一致' });

/**
 * Fills an empty database: authority, people, tree, history, the year of examples/n1-county, and a grant that still
 * waits. Takes some seconds, most of them for passwords.
 */
export async function makeDemo(app: FastifyInstance, token: string): Promise<void> {
  const { folder, bundle } = readCounty();
  const { system, security, audit } = await startAuthority(app, token);
  const root = (await system.api.organizations.list({})).entries[0]!.organizationId;
  const clerk = await admit(system, system, CLERK, new Map([[AUTHORITY.code, root]]));
  await approve(security, clerk.grantId);
  const office = await firstSignIn(app, clerk.slip);
  const ids = await openBodies(office, folder, root);
  await tellHistory(office, folder, ids);
  const { assessmentId } = await office.api.assessments.importBundle({ openMissing: false }, bundle, 'application/zip');
  const accounts = new Map<string, string>();
  const slips = [];
  for (const person of OTHERS) {
    const { accountId, grantId, slip } = await admit(system, office, person, ids, assessmentId);
    accounts.set(person.userName, accountId);
    await approve(security, grantId);
    slips.push(slip);
  }
  const others = await Promise.all(slips.map((slip) => firstSignIn(app, slip)));
  await appointPeople(office, ids, new Map(folder.subjects.map(({ id, name }) => [id, name])), accounts);
  await office.api.grants.propose({
    accountId: accounts.get('zuyuan')!,
    role: 'assessor',
    organizationId: ids.get('XS')!,
    assessmentId,
    validFrom: YEAR_START,
    reason: '县直单位考核组缺一人，请增补',
  });
  for (const browser of [system, security, audit, office, ...others]) await browser.api.sessions.signOut({});
}
