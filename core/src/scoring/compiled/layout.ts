import type { Slot } from './slots.ts';

/** The arrays in which inputs lie, by proved width: rows of 16 or 32 bits or doubles, or a column of its own. */
export type Store = 'rows16' | 'rows32' | 'rows64' | 'column';

export interface SlotPlace {
  readonly store: Store;
  /** The position in a row, or the number of the column. */
  readonly at: number;
}

export interface Layout {
  readonly places: readonly SlotPlace[];
  readonly width: Readonly<Record<Store, number>>;
}

export const isInt32 = (low: number, high: number): boolean => low >= -(2 ** 31) && high < 2 ** 31;

function storeOf({ low, high, column }: Slot): Store {
  if (column) return 'column';
  if (low >= -(2 ** 15) && high < 2 ** 15) return 'rows16';
  return isInt32(low, high) ? 'rows32' : 'rows64';
}

/** Gives every slot its place; the narrowest array that its range allows. */
export function layOut(slots: readonly Slot[]): Layout {
  const width = { rows16: 0, rows32: 0, rows64: 0, column: 0 };
  const places = slots.map((slot) => {
    const store = storeOf(slot);
    return { store, at: width[store]++ };
  });
  return { places, width };
}
