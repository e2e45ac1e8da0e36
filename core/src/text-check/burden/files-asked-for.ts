import type { Group } from '../../scheme/index.ts';
import { find, type TextCheck } from '../findings.ts';
import { bigramsOf, reduced, similarity } from '../passages/similar.ts';

/** Near-equal names are one file: 行政复议决定书 and 复议决定书. */
const SAME_FILE = 0.8;
/** What the assessors draw from a platform or make themselves; nobody hands it in. */
const NOT_HANDED_IN =
  /平台|系统|抽[查取阅样]|评查|核查|核对|核验|核查|回访|调查|询问|提问|评分|查找|模拟|测试|考试|结果包|底稿/;

/** One file with the items that ask for it. */
interface File {
  readonly name: string;
  readonly pairs: ReadonlySet<string>;
  readonly items: Set<string>;
}

function filesOf(check: TextCheck, group: Group): { handedIn: File[]; drawn: number } {
  const handedIn: File[] = [];
  let drawn = 0;
  for (const { item, audience } of check.passages) {
    if (!item || !audience.some((a) => a.group === group.id)) continue;
    for (const name of item.evidence) {
      if (NOT_HANDED_IN.test(name)) drawn++;
      else ask(handedIn, name, item.id);
    }
  }
  return { handedIn, drawn };
}

function ask(files: File[], name: string, item: string): void {
  const pairs = bigramsOf(name);
  const same = files.find((f) => reduced(f.name) === reduced(name) || similarity(f.pairs, pairs) >= SAME_FILE);
  if (same) same.items.add(item);
  else files.push({ name, pairs, items: new Set([item]) });
}

const LISTED = 5;

function checkGroup(check: TextCheck, group: Group): void {
  const { handedIn, drawn } = filesOf(check, group);
  if (handedIn.length === 0) return;
  const times = handedIn.reduce((sum, file) => sum + file.items.size, 0);
  const twice = handedIn.filter((file) => file.items.size > 1);
  const listed = twice.slice(0, LISTED).map((file) => `${file.name}（${[...file.items].join('、')}）`);
  const again =
    twice.length === 0
      ? '没有同名的'
      : `${twice.length}种名称相同或相近：${listed.join('、')}${twice.length > LISTED ? '等' : ''}`;
  const own = drawn === 0 ? '' : `；另有${drawn}处由平台取数或考核时形成，不用报送`;
  find(check, group, {
    code: 'text-check.files-asked-for',
    severity: 'advice',
    message: `“${group.title}”每${group.subjects === 'person' ? '人' : '个单位'}最多要交${handedIn.length}种材料，共要${times}次，其中${again}${own}。`,
    hint: '同一份材料只要一次，几项共用；同名而不是一份的，改个名称；已公开、已报送或平台上有的不再要。核对后可接受本条并写明理由。',
  });
}

/** 材料清单: how many files each body must hand in, and which are asked for more than once. */
export function checkFilesAskedFor(check: TextCheck): void {
  for (const group of check.scheme.groups) checkGroup(check, group);
}
