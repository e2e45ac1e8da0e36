import { find, type TextCheck } from '../findings.ts';

const TITLE = /《([^《》]+)》/g;
const DOCUMENT =
  /(?:法|条例|规定|办法|意见|方案|纲要|决定|细则|标准|规则|通知|规范|指引|规划|计划)(?:（[^）]*）|\([^)]*\))?$/;
/** Bodies that a sentence names by their part in the work: whoever reads it must know which body that is. */
const ROLES =
  /主管办|牵头(?:单位|部门|科室)|(?:业务)?主管(?:部门|单位)|责任(?:单位|部门)|(?:有关|相关)(?:部门|单位)|上级(?:部门|主管部门)|归口(?:部门|单位)/g;

const bare = (title: string): string => title.replace(/中华人民共和国|[《》\s]|（[^）]*）|\([^)]*\)/g, '');

const isKnown = (title: string, known: readonly string[]): boolean =>
  known.some((each) => each.includes(bare(title)) || bare(title).includes(each));

function checkDocuments(check: TextCheck): void {
  const { basis, note, title } = check.scheme.document;
  const known = [...(basis ?? []), title, ...[...(note ?? '').matchAll(TITLE)].map((m) => m[1] ?? '')].map(bare);
  const said = new Set<string>();
  for (const passage of check.passages) {
    for (const [whole, name = ''] of `${passage.title}。${passage.text}`.matchAll(TITLE)) {
      if (!DOCUMENT.test(name) || said.has(bare(name)) || isKnown(name, known)) continue;
      said.add(bare(name));
      find(
        check,
        { path: passage.path, id: passage.id },
        {
          code: 'text-check.undefined-document',
          severity: 'advice',
          message: `“${passage.title}”提到${whole}，方案的依据（basis）里没有它。`,
          hint: '把文件写进 basis，并写明文号；被考核单位才知道按哪一份、哪一年的。',
        },
      );
    }
  }
}

/** Everything in which a scheme says who does what. */
function namedBodies(check: TextCheck): string {
  const { document } = check.scheme;
  const assessors = check.passages.map((p) => p.item?.assessor ?? '');
  return [
    document.authority,
    document.note,
    document.title,
    ...check.scheme.components.map((c) => c.title),
    ...assessors,
  ].join('\n');
}

function checkBodies(check: TextCheck): void {
  const named = namedBodies(check);
  const said = new Set<string>();
  for (const passage of check.passages) {
    for (const { words } of passage.conditions) {
      for (const [role] of words.matchAll(ROLES)) {
        if (said.has(role) || named.includes(role)) continue;
        said.add(role);
        find(
          check,
          { path: passage.path, id: passage.id },
          {
            code: 'text-check.undefined-body',
            severity: 'advice',
            message: `“${passage.title}”提到“${role}”，方案里没有说明是哪个单位。`,
            hint: `写出单位名称；或在 assessor 写明由谁评分，在 note 写明“${role}”指谁。`,
          },
        );
      }
    }
  }
}

/** Documents and bodies that the sentences lean on and the scheme does not name. */
export function checkReferences(check: TextCheck): void {
  checkDocuments(check);
  checkBodies(check);
}
