import { explainNode, explainSheet, findNode, type ScoreSheet, type Subject } from '@zhunsheng/core/scoring';
import { nearest } from '@zhunsheng/core/values';
import { answer, type Command, JSON_OPTION, WrongUse } from '../command.ts';
import { loadAssessment, remindOfCheck } from '../load-assessment.ts';
import { printable } from '../terminal/table.ts';

function findSubject(subjects: readonly Subject[], wanted: string): Subject {
  const byId = subjects.find((subject) => subject.id === wanted);
  const byName = subjects.filter((subject) => subject.name === wanted);
  const found = byId ?? (byName.length === 1 ? byName[0] : undefined);
  if (found) return found;
  if (byName.length > 1) {
    throw new WrongUse(`有${byName.length}个考核对象叫“${wanted}”，请用编号：${byName.map((s) => s.id).join('、')}。`);
  }
  const guess = nearest(
    wanted,
    subjects.flatMap((s) => [s.id, s.name]),
  );
  throw new WrongUse(`名册里没有考核对象“${wanted}”。${guess ? `是否想写“${guess}”？` : ''}`);
}

function allIds(sheet: ScoreSheet): string[] {
  const ids: string[] = [];
  const open = [sheet.root];
  for (let node = open.pop(); node; node = open.pop()) {
    ids.push(node.id);
    open.push(...node.children);
  }
  return ids;
}

function explainItem(sheet: ScoreSheet, wanted: string): string[] {
  const node = findNode(sheet.root, wanted);
  if (node) return [`${sheet.name}（${sheet.subject}）`, ...explainNode(node, sheet.decimals)];
  const guess = nearest(wanted, allIds(sheet));
  throw new WrongUse(`“${sheet.name}”的得分单里没有“${wanted}”。${guess ? `是否想写“${guess}”？` : ''}`);
}

export const explain: Command = {
  name: 'explain',
  summary: '逐行说明一个考核对象的得分是怎样算出来的',
  usage: '文件夹 --subject 编号或名称 [--item 条目编号]',
  details: ['每一行算式都可以在纸上重算；--item 只说明一个指标、考核方式或评分标准。'],
  options: {
    subject: { type: 'string', value: '编号或名称', help: '说明哪一个考核对象' },
    item: { type: 'string', value: '条目编号', help: '只说明这一项' },
    ...JSON_OPTION,
  },
  arity: [1, 1],
  run(invocation) {
    const { options, output } = invocation;
    if (typeof options.subject !== 'string') throw new WrongUse('请用 --subject 写明考核对象的编号或名称。');
    const loaded = loadAssessment('explain', invocation);
    if (!loaded) return 1;
    const { folder, cohort } = loaded;
    const sheet = cohort.sheet(findSubject(cohort.subjects, options.subject).id);
    const lines = typeof options.item === 'string' ? explainItem(sheet, options.item) : explainSheet(sheet);
    if (options.json) output.json(answer('explain', true, folder.diagnostics, { sheet, lines }));
    else {
      for (const line of lines) output.out(printable(line));
      remindOfCheck(folder, invocation);
    }
    return 0;
  },
};
