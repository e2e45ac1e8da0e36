import { compare, fraction, type Points } from '../../values/index.ts';
import type { Band, Grading } from '../scheme.ts';
import { type Check, find } from './findings.ts';

function checkBands(check: Check, grading: Grading): void {
  const at = { path: [...grading.path, 'bands'], id: grading.groups[0] ?? '' };
  const ceiling = check.scheme.scale;
  const sorted = [...grading.bands];
  for (const [i, band] of sorted.entries()) {
    const below: Band | undefined = sorted[i + 1];
    if (band.min !== undefined && band.min > ceiling) {
      const message = `“${band.grade}”须${check.say(band.min)}以上，而满分只有${check.say(ceiling)}。`;
      find(check, 'warning', 'unreachable-grade', { ...at, id: band.grade }, message, '只有加分才可能达到，请核对。');
    }
    if (band.min !== undefined && band.max !== undefined && band.min >= band.max) {
      find(
        check,
        'error',
        'unreachable-grade',
        { ...at, id: band.grade },
        `“${band.grade}”的下限不低于上限，无人能得。`,
        '请核对分数线。',
      );
    }
    if (!below) continue;
    joinBands(check, band, below, at);
  }
  const [top, bottom] = [sorted[0], sorted.at(-1)];
  if (bottom?.min !== undefined && bottom.min > 0) {
    find(check, 'error', 'band-gap', at, `不满${check.say(bottom.min)}的没有等次。`, '最低一档不写下限。');
  }
  if (top?.max !== undefined && top.max <= ceiling) {
    find(check, 'error', 'band-gap', at, `${check.say(top.max)}以上的没有等次。`, '最高一档不写上限。');
  }
}

function joinBands(check: Check, band: Band, below: Band, at: { path: readonly (string | number)[] }): void {
  const low: Points = band.min ?? 0;
  if (below.max === undefined) return;
  if (below.max < low) {
    const message = `${check.say(below.max)}（含）至${check.say(low)}（不含）之间没有等次。`;
    find(check, 'error', 'band-gap', at, message, `把“${below.grade}”的上限写成${check.say(low)}。`);
  }
  if (below.max > low) {
    const message = `${check.say(low)}至${check.say(below.max)}之间既是“${band.grade}”又是“${below.grade}”。`;
    find(check, 'error', 'band-overlap', at, message, '分数线不能交叉。');
  }
}

function checkQuota(check: Check, grading: Grading): void {
  const { quota } = grading;
  if (!quota) return;
  const at = { path: [...grading.path, 'quota'], id: grading.groups[0] ?? '' };
  const grades = (grading.judged ?? grading.bands).map((g) => g.grade);
  if (!grades.includes(quota.grade)) {
    find(
      check,
      'error',
      'unknown-reference',
      at,
      `名额限制的“${quota.grade}”不是等次。`,
      `等次有：${grades.join('、')}。`,
    );
  }
  if (quota.percent === undefined && quota.count === undefined) {
    find(check, 'error', 'quota-cannot-be-met', at, '名额没有写明比例或个数。', '补上 percent 或 count。');
  }
  if (quota.percent && compare(quota.percent, fraction(100)) >= 0) {
    find(check, 'warning', 'quota-cannot-be-met', at, '名额比例达到100%，等于没有限制。', '请核对比例。');
  }
  if (grades.at(-1) === quota.grade && quota.else === undefined) {
    find(
      check,
      'error',
      'quota-cannot-be-met',
      at,
      `“${quota.grade}”已是最低一档，超出名额的无处可去。`,
      '用 else 写明改定的等次。',
    );
  }
}

/** Bands without gap or overlap, grades that can be reached, quotas that can be met, groups that are graded once. */
export function checkGrading(check: Check): void {
  const { scheme } = check;
  const seen = new Set<string>();
  for (const grading of scheme.grading) {
    if (!grading.judged && grading.bands.length === 0) {
      find(
        check,
        'error',
        'no-grades',
        { path: grading.path, id: grading.groups[0] ?? '' },
        '没有写明等次的分数线或评定标准。',
        '补上 bands 或 judged。',
      );
    }
    if (!grading.judged) checkBands(check, grading);
    checkQuota(check, grading);
    for (const group of grading.groups) {
      if (seen.has(group))
        find(check, 'error', 'graded-twice', { ...grading, id: group }, `分组“${group}”有两套等次标准。`, '只留一套。');
      seen.add(group);
    }
  }
  for (const group of scheme.groups) {
    if (scheme.grading.length > 0 && !seen.has(group.id)) {
      find(
        check,
        'warning',
        'group-without-grades',
        group,
        `分组“${group.title}”没有等次标准。`,
        '在 grading 的 for 中写上它。',
      );
    }
  }
}
