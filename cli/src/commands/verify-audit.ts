import { readWhole, Unreadable, verifyAuditExport } from '@zhunsheng/documents';
import { answer, type Command, JSON_OPTION, WrongUse } from '../command.ts';
import { printDiagnostic } from '../terminal/print-diagnostics.ts';

function readText(path: string): string {
  try {
    return new TextDecoder().decode(readWhole(path));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new WrongUse(`${path}：${error.message}`);
  }
}

export const verifyAudit: Command = {
  name: 'verify-audit',
  summary: '核验导出的审计链，指出改动、缺失、错位、截尾和重建',
  usage: '审计链.jsonl [--anchor 摘要]',
  details: ['不需要服务器。', '--anchor 写上公文、回执中印出的锚；链被截尾或者重新生成过，就不再含有它。'],
  options: { anchor: { type: 'string', value: 'sha256:…', help: '公文、回执中印出的锚' }, ...JSON_OPTION },
  arity: [1, 1],
  async run({ positionals, options, output }) {
    const path = positionals[0]!;
    const anchors = typeof options.anchor === 'string' ? [options.anchor] : [];
    const { head, count, diagnostics } = await verifyAuditExport(readText(path), path, anchors);
    const sound = diagnostics.length === 0;
    if (options.json) output.json(answer('verify-audit', sound, diagnostics, { count, head }));
    else {
      output.out(`共${count}条，链尾的锚 ${head.digest}`);
      for (const line of diagnostics.flatMap(printDiagnostic)) output.out(line);
      output.out(sound ? '核验通过。' : '核验不通过。');
    }
    return sound ? 0 : 1;
  },
};
