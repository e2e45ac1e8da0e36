// Builds the web application where its sources changed since the last build; a stamp remembers what it was built from.
// Uses nothing but Node itself, because it may run before anything is built.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { BUNDLED, root, run } from './set-up.mjs';

const stampFile = `${root}node_modules/.zhunsheng-web-stamp`;
const SOURCES = ['web', 'contract/src', 'core/src', 'package-lock.json'];
const LEFT_OUT = new Set(['node_modules', 'dist']);

function filesBelow(path) {
  const entries = readdirSync(path, { withFileTypes: true }).filter(({ name }) => !LEFT_OUT.has(name));
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : [`${path}/${entry.name}`]));
}

function stamp() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const files = source.endsWith('.json') ? [`${root}${source}`] : filesBelow(`${root}${source}`);
    for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Makes sure of a build; gives whether there is one. The server says on its page what to do where there is none. */
export function buildWeb() {
  const built = existsSync(`${root}web/dist/index.html`);
  if (built && existsSync(`${root}${BUNDLED}`)) return true;
  const wanted = stamp();
  if (built && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return true;
  console.log('正在构建网页（源文件有变化时才需要）……');
  // Whatever the caller runs in, a test for example: what people load is built for people.
  const env = { ...process.env, NODE_ENV: 'production' };
  if (run('npm', ['run', '--silent', 'build', '-w', 'web'], { env }) !== 0) {
    console.error('网页没有构建成功，原因见上。');
    return built;
  }
  writeFileSync(stampFile, wanted);
  return true;
}
