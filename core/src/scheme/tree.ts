import type { AppliesTo, Rule } from './rules/index.ts';
import type { Component, Indicator, Item, Scheme, Sheet } from './scheme.ts';

/** Every item of a sheet, in reading order. */
export function itemsOf(node: Sheet | Indicator | Item): Item[] {
  if ('type' in node && node.type === 'item') return [node];
  return node.children.flatMap(itemsOf);
}

/** Every rule of an item, its parts first, in reading order. */
export const rulesOf = (item: Item): Rule[] => [...item.parts.flatMap((part) => part.rules), ...item.rules];

/** The sheet of a group in a component; a component that is judged as a whole needs none. */
export const sheetFor = (scheme: Scheme, group: string, component: string): Sheet | undefined =>
  scheme.sheets.find((s) => s.groups.includes(group) && s.components.includes(component));

/** A component is judged as a whole when its panel says so. */
export const isJudged = (component: Component): boolean => component.panel?.of === 'component';

/** Whether something limited to groups or classes holds for a subject. */
export const applies = (limit: AppliesTo | undefined, group: string, subjectClass: string | undefined): boolean =>
  (limit?.groups === undefined || limit.groups.includes(group)) &&
  (limit?.classes === undefined || (subjectClass !== undefined && limit.classes.includes(subjectClass)));
