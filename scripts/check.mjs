// `npm run check`: types, lint and format, architecture, vocabulary and tests, all of them even if one fails.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './set-up.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-check-'));
const report = join(scratch, 'tests.json');
const steps = [
  ['types', bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']],
  ['types of the pure core', bin('tsc'), ['--noEmit', '-p', 'core/tsconfig.json']],
  ['types of the web', bin('tsc'), ['--noEmit', '-p', 'web/tsconfig.json']],
  ['types of the browser journeys', bin('tsc'), ['--noEmit', '-p', 'e2e/tsconfig.json']],
  ['lint and format', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['tests', bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile=${report}`]],
];
const failed = [];
for (const [name, command, args] of steps) {
  console.log(`\n── ${name} ──`);
  if (run(command, args) !== 0) failed.push(name);
}
const tests = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 1 };
rmSync(scratch, { recursive: true });
console.log(failed.length === 0 ? '\nevery check passed' : `\nfailed: ${failed.join(', ')}`);
console.log(`${tests.numPassedTests} passed, ${tests.numFailedTests} failed`);
process.exit(failed.length === 0 && tests.numPassedTests > 0 ? 0 : 1);
