import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const markOf = (dataFolder: string): string => join(dataFolder, 'demo.json');

/**
 * What a data folder is to the demonstration: `empty` and free for it, `begun` and not finished, `ready`, or `foreign`:
 * somebody's own data, which it must not touch.
 */
export function demoState(dataFolder: string): 'empty' | 'begun' | 'ready' | 'foreign' {
  if (!existsSync(dataFolder) || readdirSync(dataFolder).length === 0) return 'empty';
  if (!existsSync(markOf(dataFolder))) return 'foreign';
  return (JSON.parse(readFileSync(markOf(dataFolder), 'utf8')) as { ready: boolean }).ready ? 'ready' : 'begun';
}

export function markDemo(dataFolder: string, ready: boolean): void {
  writeFileSync(markOf(dataFolder), `${JSON.stringify({ ready })}\n`);
}
