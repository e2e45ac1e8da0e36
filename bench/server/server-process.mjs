// A child of run.mjs: the platform on one port and, on another, bare routes that send the same queries and the same answer.
import { Buffer } from 'node:buffer';
import { fastify } from 'fastify';
import pg from 'pg';
import { register } from 'tsx/esm/api';

register();
const { configShape } = await import('../../server/src/config/config.ts');
const { openPlatform } = await import('../../server/src/open-platform.ts');
const { buildApp } = await import('../../server/src/app.ts');
const { createBootstrapToken } = await import('../../server/src/features/bootstrap/index.ts');
const { makeDemo, DEMO_ACCOUNTS } = await import('../../server/src/demo/index.ts');
const { driverSettings } = await import('../../server/src/database/connection.ts');
const { runningCluster } = await import('../../server/src/database/embedded/supervisor.ts');

const dataFolder = process.argv[2];
const ROWS = Number(process.argv[3] ?? 10_000);
const config = configShape.parse({
  dataFolder,
  log: { level: 'silent' },
  sessions: { idleMinutes: 1440, absoluteMinutes: 1440 },
});
const { platform, close } = await openPlatform(config, () => {});
const app = buildApp(platform);
await makeDemo(app, await createBootstrapToken(platform.connections.app, new Date()));

const { userName, password } = DEMO_ACCOUNTS[0];
const json = { 'content-type': 'application/json' };
const payload = JSON.stringify({ userName, password });
const signed = await app.inject({ method: 'POST', url: '/api/sessions', headers: json, payload });
const cookie = String(signed.headers['set-cookie']).split(';')[0];
const get = async (url) => (await app.inject({ url, headers: { cookie } })).json();

/** Many bodies below the root, as a province has them; they belong to nothing else. */
async function addBodies(count) {
  const client = new pg.Client(driverSettings(runningCluster(dataFolder), 'zhunsheng'));
  await client.connect();
  await client.query(
    `insert into organizations (authority_id, id, parent_id, path, code, name, initials, opened_on)
     select o.authority_id, n.id, o.id, o.path || n.id || '/', 'N' || n.number, '单位' || n.number, 'dw', '2020-01-01'
     from organizations o, (select gen_random_uuid() as id, number from generate_series(1, $1) number) n
     where o.parent_id is null`,
    [count],
  );
  await client.query('analyze');
  await client.end();
}

const { entries: assessments } = await get('/api/assessments');
const { entries: bodies } = await get('/api/organizations');
const own = `/api/scores/${assessments[0].assessmentId}`;
const { entries: ranked } = await get((await paths()).ranking);

async function paths() {
  const { CONTRACT } = await import('../../contract/src/index.ts');
  const fill = (path) =>
    path
      .replace(':assessmentId', assessments[0].assessmentId)
      .replace(':organizationId', bodies[5].organizationId)
      .replace(':subjectId', 'T03');
  return {
    current: fill(CONTRACT.sessions.current.path),
    list: fill(CONTRACT.organizations.list.path),
    get: fill(CONTRACT.organizations.get.path),
    ranking: fill(CONTRACT.scores.ranking.path),
    sheet: fill(CONTRACT.scores.sheet.path),
  };
}

/** What a request sends to the database, in order. */
async function queriesOf(url) {
  const sent = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (text, values, ...rest) {
    if (typeof text === 'string') sent.push([text, values]);
    return query.call(this, text, values, ...rest);
  };
  const answer = await get(url);
  pg.Client.prototype.query = query;
  return { sent, answer };
}

const options = '-c timezone=UTC -c role=zhunsheng_app';
const pool = new pg.Pool({ ...driverSettings(runningCluster(dataFolder), 'zhunsheng'), options, max: 16 });
const bare = fastify({ logger: false });

async function addBare(path, url) {
  const { sent, answer } = await queriesOf(url);
  bare.get(path, async (_, reply) => {
    const client = await pool.connect();
    try {
      for (const [text, values] of sent) await client.query(text, values);
    } finally {
      client.release();
    }
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
  });
  return { path, url, queries: sent.length, bytes: Buffer.byteLength(JSON.stringify(answer)) };
}

const all = await paths();
const names = {
  current: 'sessions.current',
  list: 'organizations.list',
  get: 'organizations.get',
  ranking: 'scores.ranking',
  sheet: 'scores.sheet',
};
const routes = [];
for (const [short, url] of Object.entries(all)) {
  await get(url);
  routes.push({ name: names[short], ...(await addBare(`/${short}`, url)) });
}
const few = `${all.list}?pageSize=10`;
const pages = [{ name: '10 rows in all', url: few.replace('?', `?group=${encodeURIComponent('省市垂直管理单位')}&`) }];
await addBodies(ROWS);
pages.push({ name: `${ROWS} rows, first page of 50`, url: `${all.list}?pageSize=50` });
pages.push({ name: `${ROWS} rows, last page of 50`, url: `${all.list}?pageSize=50&page=${Math.floor(ROWS / 50)}` });

const host = '127.0.0.1';
const ours = await app.listen({ host, port: 0 });
const beside = await bare.listen({ host, port: 0 });
process.send({ ours, beside, cookie, routes, pages, subjects: ranked.length, own });
async function end() {
  await app.close();
  await bare.close();
  await pool.end();
  await close();
  process.exit(0);
}
process.on('disconnect', end);
process.on('message', async (wanted) => {
  if (wanted === 'memory') {
    globalThis.gc?.();
    process.send({ rss: process.memoryUsage().rss, heap: process.memoryUsage().heapUsed });
    return;
  }
  await end();
});
