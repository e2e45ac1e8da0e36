import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a README shows after a `$ zhunsheng …` line, up to the next one or the end of the block. */
function shown(file: string): { command: string; lines: string[] }[] {
  const blocks = [...readFileSync(`${root}${file}`, 'utf8').matchAll(/```\n([\s\S]*?)```/g)].map((m) => m[1] ?? '');
  return blocks.flatMap((block) =>
    block
      .split(/^\$ zhunsheng /m)
      .slice(1)
      .map((part) => {
        const [command = '', ...lines] = part.trimEnd().split('\n');
        return { command, lines: lines.filter((line) => line.trim() !== '' && line.trim() !== '…') };
      }),
  );
}

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  it('shows what the program really prints', () => {
    const examples = shown(file);
    expect(examples.length).toBeGreaterThan(0);
    for (const { command, lines } of examples) {
      const printed = execFileSync(process.execPath, ['cli/bin/zhunsheng.mjs', ...command.split(' ')], {
        cwd: root,
        encoding: 'utf8',
      }).split('\n');
      for (const line of lines) expect(printed, command).toContain(line);
    }
  });
});
