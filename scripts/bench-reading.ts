/**
 * What reading costs: sentences of our own cases in a second of one thread's work, beside the least that any reader must do (look at
 * every character once). `npm run bench:reading`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { readRules, type ScoringText } from '@zhunsheng/core/rule-text';
import { parse } from 'yaml';

const CASES = new URL('../core/src/rule-text/cases/', import.meta.url);
const items = readdirSync(CASES)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => parse(readFileSync(new URL(file, CASES), 'utf8')) as ScoringText[]);
const sentences = items.flatMap(({ text }) => text.split(/[。；;\n]/).filter((s) => s.trim() !== '')).length;

/** Processor time in milliseconds, so that a busy machine does not change the figure much. */
function cost(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

const read = () => {
  for (const item of items) readRules(item);
};
let seen = 0;
const look = () => {
  for (const { text } of items) for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === 0x5206) seen++;
};

// The count keeps the engine from leaving the loop out.
if (seen < 0) throw new Error('unreachable');

const ROUNDS = 20;
for (let i = 0; i < ROUNDS; i++) read();
const reading = cost(() => {
  for (let i = 0; i < ROUNDS; i++) read();
});
const looking = cost(() => {
  for (let i = 0; i < ROUNDS * 50; i++) look();
});
const perSecond = Math.round((ROUNDS * sentences * 1000) / reading);
console.log(
  `${items.length}条文字，${sentences}句：每秒读${perSecond}句，是逐字看一遍所用时间的${Math.round((reading * 50) / looking)}倍`,
);
