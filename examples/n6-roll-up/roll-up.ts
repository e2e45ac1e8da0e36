import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Hands the results of each level to the level above: writes `results.zip` of the lower folders and enters its digest
 * in the `imports` of the upper one. To be run after a lower folder has changed, and before the snapshots are renewed.
 *
 *     npx tsx examples/n6-roll-up/roll-up.ts
 */
const HERE = dirname(fileURLToPath(import.meta.url));
const PROGRAM = join(HERE, '../../cli/bin/zhunsheng.mjs');

/** Which levels hand their results to which, from below. */
const STEPS = [
  { from: ['townships-jiangbei', 'townships-hexi'], to: 'counties' },
  { from: ['counties'], to: 'city' },
] as const;

for (const { from, to } of STEPS) {
  const file = join(HERE, to, 'assessment.yaml');
  let text = readFileSync(file, 'utf8');
  for (const folder of from) {
    const bundle = join(HERE, folder, 'results.zip');
    execFileSync('node', [PROGRAM, 'export', join(HERE, folder), '--bundle', bundle]);
    const digest = `sha256:${createHash('sha256').update(readFileSync(bundle)).digest('hex')}`;
    const entry = new RegExp(`(bundle: \\.\\./${folder}/results\\.zip\n\\s+digest: )\\S+`, 'g');
    text = text.replace(entry, `$1${digest}`);
    console.log(`${folder} → ${to}: ${digest}`);
  }
  writeFileSync(file, text);
}
