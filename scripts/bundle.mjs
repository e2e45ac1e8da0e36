// `npm run bundle`: one archive that installs and runs without any network, for a machine like this one.
// The archive holds the sources, what they need at run time, and the built web application.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { buildWeb } from './build-web.mjs';
import { BUNDLED, root, run, setUp } from './set-up.mjs';

const RUNNING = ['core', 'documents', 'contract', 'server', 'cli'];
const WHOLE = [...RUNNING, 'docs', 'examples', 'scripts'];
const LEFT_OUT = /\/(node_modules|dist|out|\.cache)$|\.(test|fixture)\.ts$/;

const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const name = `zhunsheng-${version}-${process.platform}-${process.arch}`;
const [out, folder] = [`${root}out`, `${root}out/${name}`];

function end(message) {
  console.error(message);
  process.exit(1);
}

function copySources() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = readdirSync(root, { withFileTypes: true }).filter(
    (e) => e.isFile() && /\.(md|json)$|^LICENSE$/.test(e.name),
  );
  for (const file of files) cpSync(`${root}${file.name}`, `${folder}/${file.name}`);
  for (const part of WHOLE) {
    cpSync(`${root}${part}`, `${folder}/${part}`, { recursive: true, filter: (path) => !LEFT_OUT.test(path) });
  }
  // Every workspace that the lock file names must be there by name; those that do not run need no more than that.
  for (const part of ['web', 'e2e']) {
    mkdirSync(`${folder}/${part}`);
    cpSync(`${root}${part}/package.json`, `${folder}/${part}/package.json`);
  }
  cpSync(`${root}web/dist`, `${folder}/web/dist`, { recursive: true });
}

function install() {
  const workspaces = RUNNING.flatMap((part) => ['-w', part]);
  const args = ['ci', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund', ...workspaces];
  if (run('npm', args, { cwd: folder }) !== 0) end('依赖没有安装成功，没有打包。');
  writeFileSync(`${folder}/${BUNDLED}`, `${process.version}\n`);
}

setUp();
if (existsSync(`${root}${BUNDLED}`)) end('这里本身就是一个离线安装包，请在源代码目录中打包。');
if (!buildWeb()) end('网页没有构建成功，没有打包。');
copySources();
install();
const archive = `${out}/${name}.tar.gz`;
const order = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner'];
if (run('tar', [...order, '-czf', archive, '-C', out, name]) !== 0) end('没有写成压缩包。');
rmSync(folder, { recursive: true });
const digest = createHash('sha256').update(readFileSync(archive)).digest('hex');
console.log(`\n已打包：${archive}（${Math.round(statSync(archive).size / 1024 / 1024)} MB）\nsha256 ${digest}`);
