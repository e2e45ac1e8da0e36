import { rowSlots } from './row-source.mjs';

/** Facts by subject: one row of 16-bit integers each. */
export function packRows(scheme, facts, buffer) {
  const slots = rowSlots(scheme);
  const width = slots.size;
  const rows = new Int16Array(buffer ?? new ArrayBuffer(facts.n * width * 2));
  for (const [name, slot] of slots) {
    const column = facts.columns[name];
    for (let u = 0, at = slot; u < facts.n; u++, at += width) rows[at] = column[u];
  }
  return { rows, slots, width };
}
