import { type Check, find } from './findings.ts';

/** Panels that keep at least one mark, and periods that a component can have. */
export function checkPanels(check: Check): void {
  for (const component of check.scheme.components) {
    const { panel } = component;
    if (!panel) continue;
    const at = { path: [...component.path, 'panel'], id: component.id };
    if (panel.method !== 'trimmedMean' && panel.trim > 0) {
      find(
        check,
        'warning',
        'rule-never-bites',
        at,
        `“${component.title}”不是去头去尾平均，trim 不会起作用。`,
        '删去 trim。',
      );
    }
    if (panel.method === 'trimmedMean' && panel.minMarks > 0 && panel.trimFrom <= 2 * panel.trim) {
      const message = `“${component.title}”有${panel.trimFrom}个评分就去掉${2 * panel.trim}个，所剩无几。`;
      find(check, 'error', 'panel-keeps-nothing', at, message, `把 trimFrom 写成至少${2 * panel.trim + 1}。`);
    }
  }
}
