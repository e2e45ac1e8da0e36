import { readWhole, Unreadable, type Verification, verifyBundle } from '@zhunsheng/documents';
import { answer, type Command, JSON_OPTION, type Output, WrongUse } from '../command.ts';
import { printDiagnostic } from '../terminal/print-diagnostics.ts';
import { printable } from '../terminal/table.ts';

const DIFFERENCES_SHOWN = 100;

function readBundle(path: string): Uint8Array {
  try {
    return readWhole(path);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new WrongUse(`${path}：${error.message}`);
  }
}

function printVerification(verification: Verification, output: Output): void {
  const { title, counts, engine, differences, diagnostics } = verification;
  if (title) output.out(`${title}：考核对象${counts.subjects}个，记录${counts.facts}条，计算程序 ${engine}`);
  output.out(`结果包摘要 ${verification.digest}`);
  for (const line of diagnostics.flatMap(printDiagnostic)) output.out(line);
  for (const { where, stated, computed } of differences.slice(0, DIFFERENCES_SHOWN)) {
    output.out(printable(`不一致  ${where}：包内为 ${stated}，重新计算为 ${computed}`));
  }
  if (differences.length > DIFFERENCES_SHOWN) output.out(`……共${differences.length}处不一致。`);
  output.out(verification.verified ? '核验通过：全部结果由包内的方案与记录重新算出，完全一致。' : '核验不通过。');
}

export const verify: Command = {
  name: 'verify',
  summary: '核验结果包：由包内的方案与记录重新计算，指出不一致之处',
  usage: '结果包 [--digest 摘要]',
  details: ['不需要服务器，也不需要原来的文件夹。', '--digest 另外核对结果包是不是当初公布的那一份。'],
  options: { digest: { type: 'string', value: 'sha256:…', help: '公布的摘要' }, ...JSON_OPTION },
  arity: [1, 1],
  run({ positionals, options, output }) {
    const path = positionals[0]!;
    const checked = verifyBundle(readBundle(path), path);
    const published = typeof options.digest === 'string' ? options.digest : checked.digest;
    const other =
      published === checked.digest
        ? []
        : [{ where: '结果包摘要（与公布的）', stated: published, computed: checked.digest }];
    const differences = [...other, ...checked.differences];
    const verification: Verification = { ...checked, differences, verified: checked.verified && other.length === 0 };
    const { verified, diagnostics, ...rest } = verification;
    if (options.json) output.json(answer('verify', verified, diagnostics, rest));
    else printVerification(verification, output);
    return verified ? 0 : 1;
  },
};
