import { wholeText } from '../../source-document/index.ts';
import { numbered, withoutNumber } from '../numbers.ts';
import type { ReportBuilder } from '../report.ts';
import type { FoundFrame, FoundGroup, Section } from './found-frame.ts';

const HEADING = /考[核评](?:的)?对象|考[核评]范围|适用范围|评[估价]对象|被考核单位/;
const PERSONS = /人员|公务员|干部|公证员|职工|个人|负责人$|执法者/;
const NOT_A_GROUP = /考核机关|领导小组|办公室负责|具体工作|详见|[，。；].{12,}/;
const INLINE =
  /(?:考[核评]对象(?:为|是|包括|主要是|：|:)|(?:本(?:方案|办法|制度|细则)|考核)(?:主要)?(?:适用于|针对|的对象(?:为|是)))\s*([^。；\n]{2,80})/;
const LIST_STOPS = /[、，,]|以及|和(?![谐平])|及(?!其)/;
const LONGEST = 24;

const groupOf = (title: string): FoundGroup => ({ title, subjects: PERSONS.test(title) ? 'person' : 'organization' });

const clean = (text: string): string =>
  withoutNumber(text.trim())
    .replace(/[（(](?:详?见|共|\d).*?[)）]/g, '')
    .replace(/[：:].*$/, '')
    .replace(/[。；;，,]+$/, '')
    .replace(/^(?:各|全[县市区镇乡])(?=.{2})/, '')
    .trim();

const fits = (title: string): boolean => title.length >= 2 && title.length <= LONGEST && !NOT_A_GROUP.test(title);

/** Lines below a heading that are numbered one below the other: 1.各乡镇 2.县直单位. */
function listBelow(section: Section, at: number): { title: string; place: Section['place'] }[] {
  const below = section.lines.slice(at + 1);
  const style = below[0] && numbered(wholeText(below[0]).trim())?.style;
  const listed: { title: string; place: Section['place'] }[] = [];
  for (const line of below) {
    const number = numbered(wholeText(line).trim());
    if (!number || number.style !== style) break;
    const title = clean(number.text);
    if (!fits(title)) break;
    listed.push({ title, place: line.place });
  }
  return listed;
}

/** The list under the line that says 考核对象; the heading of the section may say it too, above another line. */
function listedGroups(section: Section): { title: string; place: Section['place'] }[] {
  for (const [at, line] of section.lines.entries()) {
    const text = withoutNumber(wholeText(line).trim());
    if (text.length > 40 || !HEADING.test(text)) continue;
    const listed = listBelow(section, at);
    if (listed.length > 0) return listed;
  }
  return [];
}

function inlineGroups(section: Section): { title: string; place: Section['place'] }[] {
  for (const line of section.lines) {
    const list = INLINE.exec(wholeText(line))?.[1];
    if (!list) continue;
    const titles = list
      .replace(/[，,](?:包括|具体|共计|详见).*$/, '')
      .split(LIST_STOPS)
      .map((title) => clean(title.replace(/^(?:本|我)(?=[乡县市镇])/, '')))
      .filter(fits);
    if (titles.length > 0) return titles.map((title) => ({ title, place: line.place }));
  }
  return [];
}

/** Who is assessed: the list under 考核对象, or the sentence that names it. */
export function readGroups(sections: readonly Section[], frame: FoundFrame, report: ReportBuilder): void {
  const listed = sections.map(listedGroups).find((groups) => groups.length > 0) ?? [];
  const found = listed.length > 0 ? listed : (sections.map(inlineGroups).find((groups) => groups.length > 0) ?? []);
  for (const { title, place } of found) {
    if (frame.groups.some((group) => group.title === title)) continue;
    frame.groups.push(groupOf(title));
    report.took('group', title, place);
  }
}

/** Audiences that the title of a table can name. */
const AUDIENCE =
  /乡镇(?:[（(]街道[)）]|街道)?|镇街|街道(?:办事处)?|[县市区]直(?:单位|部门|机关)|[县市区]级(?:单位|部门)|垂直管理单位|驻[县市区]单位|政府部门|村(?:[（(]社区[)）])?|社区|执法(?:机构|人员|大队)|公务员|科室|部门/;

/** The group that a table's title names, for documents that name none in their prose. */
export function groupOfTitle(title: string): FoundGroup | undefined {
  const audience = AUDIENCE.exec(title)?.[0];
  return audience === undefined ? undefined : groupOf(audience);
}

/** Whether the words above a table name this group. */
export function names(context: string, group: FoundGroup): boolean {
  const words = group.title.split(/[、（）()/／和及\s]+/).filter((word) => word.length >= 2);
  return words.some((word) => context.includes(word.replace(/(?:单位|部门|机关|办事处)$/, '') || word));
}
