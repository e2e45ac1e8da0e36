import { factsAt } from './inputs/index.ts';
import type { Scene } from './scored-rule.ts';

/** Who examined an item: its own entry, or one for an indicator above, the sheet, or the whole component (`*`). */
export function examinationOf(scene: Scene, targets: readonly string[]): string | undefined {
  const { record, component, period } = scene.place;
  for (const target of [...targets, '*']) {
    for (const label of new Set([period.label, ''])) {
      for (const place of new Set([component, target === '*' ? '' : component])) {
        const found = factsAt(record, place, label, target).find((f) => f.type === 'examination');
        if (found) return [found.by ?? '已查核', found.foundOn].filter(Boolean).join(' ');
      }
    }
  }
  return undefined;
}
