import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, type Run, run, stopAll, until } from './testing/process.fixture.ts';

const guide = readFileSync(fileURLToPath(new URL('../../docs/operate.zh-CN.md', import.meta.url)), 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-proxy-'));
const [NGINX, OPENSSL] = ['/usr/sbin/nginx', '/usr/bin/openssl'];

/** The block that the guide shows for nginx, as an operator copies it. */
const documented = /```nginx\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
const unit = /```systemd\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

function ask(port: number, path: string, method = 'GET', headers = {}, payload?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, rejectUnauthorized: false }, (answer) => {
      let body = '';
      answer.on('data', (chunk) => (body += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    });
    sent.on('error', reject);
    sent.end(payload);
  });
}

const ready = existsSync(NGINX) && existsSync(OPENSSL);
if (!ready) console.log('skipped: nginx or openssl is not installed on this machine');

describe.runIf(ready)('behind nginx as the guide says', () => {
  let nginx: ChildProcess;
  let begun: Run;
  let tls: number;

  beforeAll(async () => {
    const [port, outer] = [await freePort(), await freePort()];
    tls = outer;
    const name = ['-subj', '/CN=kaohe.example', '-days', '2', '-nodes', '-newkey', 'rsa:2048'];
    const files = ['-keyout', join(scratch, 'key.pem'), '-out', join(scratch, 'cert.pem')];
    execFileSync(OPENSSL, ['req', '-x509', ...name, ...files], { stdio: 'pipe' });
    const config = join(scratch, 'config.yaml');
    const settings = { publicUrl: `https://127.0.0.1:${tls}`, trustedProxies: ['127.0.0.1'], log: { level: 'warn' } };
    writeFileSync(config, JSON.stringify({ listen: { port }, dataFolder: join(scratch, 'data'), ...settings }));
    const server = documented
      .replace('listen 443 ssl', `listen 127.0.0.1:${tls} ssl`)
      .replace(/(ssl_certificate) \S+;/, `$1 ${join(scratch, 'cert.pem')};`)
      .replace(/(ssl_certificate_key) \S+;/, `$1 ${join(scratch, 'key.pem')};`)
      .replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`);
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((n) => `${n}_temp_path ${scratch}/${n};`);
    const user = process.getuid?.() === 0 ? 'user root;' : '';
    writeFileSync(
      join(scratch, 'nginx.conf'),
      `${user} daemon off; pid ${scratch}/nginx.pid; error_log stderr; events {} http { access_log off; ${paths.join(' ')} ${server} }`,
    );
    begun = run(['serve', '--config', config]);
    await until(begun, '/bootstrap#');
    nginx = spawn(NGINX, ['-c', join(scratch, 'nginx.conf'), '-p', scratch], { stdio: 'inherit' });
    for (let tries = 0; tries < 100; tries++) {
      if (
        await ask(tls, '/health/live').then(
          () => true,
          () => false,
        )
      )
        break;
      await sleep(50);
    }
  });
  afterAll(async () => {
    nginx?.kill('SIGQUIT');
    if (nginx) await once(nginx, 'exit');
    await stopAll();
    rmSync(scratch, { recursive: true, force: true });
  });

  const json = { 'content-type': 'application/json' };

  it('signs in over TLS with a cookie that never leaves it, and knows who asks from where', async () => {
    expect(begun.text()).toContain(`https://127.0.0.1:${tls}/bootstrap#`);
    const token = /bootstrap#(\S+)/.exec(begun.text())![1];
    const person = (userName: string) => ({ userName, displayName: userName });
    const administrators = { system: person('xitong'), security: person('anquan'), audit: person('shenji') };
    const wanted = JSON.stringify({ token, code: 'shili', name: '示例县人民政府', administrators });
    const origin = { origin: `https://127.0.0.1:${tls}` };
    const made = await ask(tls, '/api/bootstrap', 'POST', { ...json, ...origin }, wanted);
    const [slip] = (JSON.parse(made.body) as { slips: { userName: string; password: string }[] }).slips;
    const credentials = JSON.stringify({ userName: slip!.userName, password: slip!.password });
    const forged = { 'x-forwarded-for': '203.0.113.9' };
    const signed = await ask(tls, '/api/sessions', 'POST', { ...json, ...origin, ...forged }, credentials);
    const cookie = String(signed.headers['set-cookie']);
    expect(cookie).toMatch(/^__Host-zhunsheng=.*HttpOnly.*SameSite=Lax.*Secure/);
    expect(signed.headers['strict-transport-security']).toBe('max-age=31536000');
    const { csrfToken } = JSON.parse(signed.body) as { csrfToken: string };
    const own = { ...json, ...origin, cookie: cookie.split(';')[0], 'x-csrf-token': csrfToken };
    const change = JSON.stringify({ current: slip!.password, next: 'Gong-Zheng.7391' });
    expect((await ask(tls, '/api/accounts/own/password', 'POST', own, change)).status).toBe(200);
    const sessions = await ask(tls, '/api/sessions', 'GET', own);
    expect(JSON.parse(sessions.body).entries[0].address).toBe('127.0.0.1');
    const foreign = await ask(tls, '/api/sessions', 'POST', { ...json, origin: 'https://other.example' }, credentials);
    expect(JSON.parse(foreign.body).code).toBe('request.foreign-origin');
  });

  it('passes large uploads on, and keeps the figures to the machine itself', async () => {
    const type = { 'content-type': 'application/zip' };
    const large = await ask(tls, '/api/assessments/import', 'POST', type, 'x'.repeat(40_000_000));
    expect([large.status, JSON.parse(large.body).code]).toEqual([401, 'sessions.required']);
    expect((await ask(tls, '/metrics')).status).toBe(404);
  });
});

const ANALYZE = '/usr/bin/systemd-analyze';
describe.runIf(existsSync(ANALYZE))('the unit that the guide shows', () => {
  it('is one that systemd understands', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'zhunsheng-unit-')), 'zhunsheng.service');
    writeFileSync(file, unit.replace(/^User=.*$/m, 'User=nobody').replace(/\/usr\/bin\/node/, process.execPath));
    const said = execFileSync(ANALYZE, ['verify', '--man=no', file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(said).toBe('');
    rmSync(file);
  });
});
