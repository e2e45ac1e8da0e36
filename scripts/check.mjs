// `npm run check`: types, lint and format, architecture, vocabulary and tests, all of them even if one fails.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './set-up.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-check-'));
/** Browser journeys come after the rest: they share two cores with a server and a browser. */
const SUITES = [
  ['tests', ['pure', 'server']],
  ['browser journeys', ['e2e']],
];
const reportOf = (suite) => join(scratch, `${suite.replaceAll(' ', '-')}.json`);
const projects = (names) => names.flatMap((name) => ['--project', name]);
const vitest = (suite, names) => [
  suite,
  bin('vitest'),
  ['run', ...projects(names), '--reporter=default', '--reporter=json', `--outputFile=${reportOf(suite)}`],
];
const tsc = (project) => ['--noEmit', '-p', project];
const steps = [
  ['types', bin('tsc'), tsc('tsconfig.json')],
  ['types of the pure core', bin('tsc'), tsc('core/tsconfig.json')],
  ['types of the web', bin('tsc'), tsc('web/tsconfig.json')],
  ['types of the browser journeys', bin('tsc'), tsc('e2e/tsconfig.json')],
  ['lint and format', bin('biome'), ['check', '--error-on-warnings', '.']],
  ...SUITES.map(([suite, names]) => vitest(suite, names)),
];
const failed = [];
for (const [name, command, args] of steps) {
  console.log(`\n── ${name} ──`);
  if (run(command, args) !== 0) failed.push(name);
}

/** A suite that wrote no report did not run, which is a failure too. */
function countsOf(suite) {
  const report = reportOf(suite);
  if (!existsSync(report)) return [0, 1];
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
  return [numPassedTests, numFailedTests];
}
const counts = SUITES.map(([suite]) => countsOf(suite));
const [passed, broken] = [0, 1].map((at) => counts.reduce((sum, count) => sum + count[at], 0));
rmSync(scratch, { recursive: true });
console.log(failed.length === 0 ? '\nevery check passed' : `\nfailed: ${failed.join(', ')}`);
console.log(`${passed} passed, ${broken} failed`);
process.exit(failed.length === 0 && counts.every(([count]) => count > 0) ? 0 : 1);
