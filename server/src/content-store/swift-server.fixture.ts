// A whole Swift in small: account, container, object and proxy server with the S3 interface, on this machine alone.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { arch, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PYTHON } from './swift-programs.fixture.ts';

export interface SwiftServer {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  stop(): Promise<void>;
}

const KINDS = ['account', 'container', 'object'] as const;

/** Starts one server, or builds a ring, with another folder than the system's for its settings. */
const LAUNCH = `
import os, sys
from swift.common import utils, storage_policy
utils.set_swift_dir(sys.argv[1])
storage_policy.reload_storage_policies()
if sys.argv[2] == 'rings':
    from swift.common.ring import RingBuilder
    for place, port in enumerate(sys.argv[3:]):
        name = ['account', 'container', 'object'][place]
        builder = RingBuilder(4, 1, 0)
        builder.add_dev({'id': 0, 'region': 1, 'zone': 1, 'weight': 1, 'ip': '127.0.0.1', 'port': int(port), 'device': 'd', 'meta': ''})
        builder.rebalance()
        builder.get_ring().save(os.path.join(sys.argv[1], name + '.ring.gz'))
else:
    from swift.common.wsgi import run_wsgi
    more = {}
    if sys.argv[2] == 'object':
        from swift.obj import server
        more = {'global_conf_callback': server.global_conf_callback}
    sys.exit(run_wsgi(os.path.join(sys.argv[1], sys.argv[2] + '.conf'), sys.argv[2] + '-server', **more))
`;

async function freePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(probes.map((probe) => once(probe, 'listening')));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  for (const probe of probes) probe.close();
  return ports;
}

function writeSettings(folder: string, ports: readonly number[]): void {
  const common = (port: number) => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
swift_dir = ${folder}
devices = ${join(folder, 'devices')}
mount_check = false
log_level = ERROR
`;
  writeFileSync(join(folder, 'swift.conf'), '[swift-hash]\nswift_hash_path_prefix = zhunsheng\n');
  KINDS.forEach((kind, place) => {
    const app = `[pipeline:main]\npipeline = ${kind}-server\n[app:${kind}-server]\nuse = egg:swift#${kind}\n`;
    writeFileSync(join(folder, `${kind}.conf`), common(ports[place]!) + app);
  });
  writeFileSync(
    join(folder, 'proxy.conf'),
    `${common(ports[3]!)}[pipeline:main]
pipeline = catch_errors cache s3api tempauth bulk slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
user_test_reader = reading
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:9
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
`,
  );
}

/** Waits until the proxy answers, or says what a server complained of. */
async function untilAnswers(endpoint: string, children: readonly ChildProcess[], complaints: () => string) {
  for (let tries = 0; tries < 800; tries++) {
    const answer = await fetch(endpoint).catch(() => undefined);
    if (answer) return;
    if (children.some((child) => child.exitCode !== null)) break;
    await sleep(100);
  }
  throw new Error(`Swift did not start: ${complaints()}`);
}

/** Starts it from the folder with its programs. */
export async function startSwift(root: string): Promise<SwiftServer> {
  const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-swift-'));
  mkdirSync(join(folder, 'devices', 'd'), { recursive: true });
  const ports = await freePorts(4);
  writeSettings(folder, ports);
  const triplet = arch() === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  const env = {
    PATH: '/usr/bin:/bin',
    PYTHONPATH: join(root, 'usr/lib/python3/dist-packages'),
    LD_LIBRARY_PATH: `${join(root, 'usr/lib', triplet)}:${join(root, 'lib', triplet)}`,
  };
  let text = '';
  const launch = (...args: string[]): ChildProcess => {
    const child = spawn(PYTHON, ['-c', LAUNCH, folder, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk) => (text += chunk));
    return child;
  };
  const rings = launch('rings', ...ports.slice(0, 3).map(String));
  const [code] = await once(rings, 'exit');
  if (code !== 0) throw new Error(`the rings of Swift were not built: ${text}`);
  const children = [...KINDS, 'proxy'].map((kind) => launch(kind));
  const endpoint = `http://127.0.0.1:${ports[3]}`;
  const stop = async (): Promise<void> => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(children.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilAnswers(endpoint, children, () => text);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, accessKeyId: 'test:tester', secretAccessKey: 'testing', stop };
}
