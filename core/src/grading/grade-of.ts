import type { Band, Grading } from '../scheme/index.ts';
import type { Fact, HeldVeto, ScoreSheet } from '../scoring/index.ts';
import { formatPoints } from '../values/index.ts';

/** A grade with the reasons that led to it, in order; `null` where it cannot be told yet. */
export interface ReasonedGrade {
  readonly grade: string | null;
  readonly reasons: readonly string[];
}

/** All grades of an entry, best first. */
export const gradesOf = (grading: Grading): string[] => (grading.judged ?? grading.bands).map((g) => g.grade);

function bandText(band: Band, decimals: number): string {
  if (band.text) return band.text;
  const min = band.min === undefined ? '' : `${formatPoints(band.min, decimals)}分以上`;
  const max = band.max === undefined ? '' : `不满${formatPoints(band.max, decimals)}分`;
  return `${min}${max}为${band.grade}`;
}

const incomplete = (sheet: ScoreSheet): ReasonedGrade => ({
  grade: null,
  reasons: [`缺${sheet.missing.length}项数据，暂不评等次`],
});

function byBand(sheet: ScoreSheet, grading: Grading): ReasonedGrade {
  const { total } = sheet;
  if (total === null) return incomplete(sheet);
  if (grading.bands.length === 0) return { grade: null, reasons: ['方案没有规定等次，只排名次'] };
  const band = grading.bands.find(
    (b) => (b.min === undefined || total >= b.min) && (b.max === undefined || total < b.max),
  );
  if (!band) return { grade: null, reasons: [`总分${formatPoints(total, sheet.decimals)}不在任何等次之内`] };
  return {
    grade: band.grade,
    reasons: [`总分${formatPoints(total, sheet.decimals)}：${bandText(band, sheet.decimals)}`],
  };
}

function byJudgement(sheet: ScoreSheet, judgement: Fact | undefined, grades: readonly string[]): ReasonedGrade {
  if (sheet.total === null) return incomplete(sheet);
  if (!judgement) return { grade: null, reasons: ['尚未评定等次'] };
  if (judgement.grade === undefined || !grades.includes(judgement.grade)) {
    return { grade: null, reasons: [`评定的等次“${judgement.grade ?? ''}”不在方案之内`] };
  }
  const by = judgement.by ? `（${judgement.by}）` : '';
  return { grade: judgement.grade, reasons: [`评定为${judgement.grade}：${judgement.reason ?? '未写理由'}${by}`] };
}

function underVeto(current: ReasonedGrade, veto: HeldVeto, grades: readonly string[]): ReasonedGrade {
  const worst = grades.at(-1)!;
  const at = current.grade === null ? -1 : grades.indexOf(current.grade);
  const said = (grade: string, what: string): ReasonedGrade => ({
    grade,
    reasons: [...current.reasons, `${what}：${veto.reason}`],
  });
  if (veto.effect === 'grade') return said(veto.grade ?? worst, `一票否决，定为${veto.grade ?? worst}`);
  if (veto.effect === 'noExcellent' && at === 0) return said(grades[1] ?? worst, `取消评为${grades[0]}的资格`);
  if (veto.effect === 'atMost' && veto.grade !== undefined && at >= 0 && at < grades.indexOf(veto.grade)) {
    return said(veto.grade, `最高定为${veto.grade}`);
  }
  return current;
}

/** The grade before any quota: band or judgement, then vetoes. */
export function gradeOf(sheet: ScoreSheet, grading: Grading, judgement: Fact | undefined): ReasonedGrade {
  const grades = gradesOf(grading);
  const first = grading.judged ? byJudgement(sheet, judgement, grades) : byBand(sheet, grading);
  return sheet.vetoes.reduce((current, veto) => underVeto(current, veto, grades), first);
}
