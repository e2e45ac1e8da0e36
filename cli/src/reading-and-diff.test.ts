import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../bin/zhunsheng.mjs', import.meta.url));
const N2 = fileURLToPath(new URL('../../examples/n2-efficiency', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'zhunsheng-'));
afterAll(() => rmSync(work, { recursive: true }));

const zhunsheng = (args: string[], input = '') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', input });
  return { status, stdout, stderr };
};

describe('read-rules', () => {
  it('reads one item a line and tells of the lines that are none, without stopping', () => {
    const lines = ['{"id":"a","points":4,"text":"未成立的扣2分，酌情扣分。"}', 'nonsense', '{"id":"b"}', ''].join('\n');
    const { status, stdout, stderr } = zhunsheng(['read-rules'], lines);
    const [first] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      id: 'a',
      rules: [{ kind: 'deduct', points: 2, span: [0, 7] }, { kind: 'discretion' }],
    });
    expect(stderr).toContain('第2行：不是 JSON。');
    expect(stderr).toContain('第3行：缺少 text');
    expect(status).toBe(1);
  });

  it('says when there is no such file', () => {
    expect(zhunsheng(['read-rules', join(work, 'none.jsonl')])).toMatchObject({ status: 2 });
  });
});

describe('diff', () => {
  it('tells what a new version changes and what it would have done to the year on record', () => {
    const next = join(work, 'next.yaml');
    const text = readFileSync(join(N2, 'scheme.yaml'), 'utf8').replaceAll('未公开决策结果扣3分', '未公开决策结果扣2分');
    writeFileSync(next, text);
    const { status, stdout } = zhunsheng(['diff', N2, next, '--facts', N2]);
    expect(status).toBe(0);
    expect(stdout).toContain('［放宽］“未公开决策结果扣3分”改为“未公开决策结果扣2分”');
    expect(stdout).toMatch(/按原有记录试算：\d+个考核对象中，[1-9]\d*个的总分、名次或等次会变。/);
  });

  it('finds no difference between a version and itself', () => {
    expect(zhunsheng(['diff', N2, N2]).stdout).toContain('两个版本没有差别。');
  });

  it('refuses a version that cannot be read, with its errors', () => {
    const broken = join(work, 'broken.yaml');
    writeFileSync(broken, 'title: 甲\nyear: 三\n');
    expect(zhunsheng(['diff', N2, broken])).toMatchObject({ status: 1 });
  });
});
