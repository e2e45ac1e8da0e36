/** `-name` as a column and the direction in which it is read. */
export function orderOf<C extends string>(sort: C | `-${C}`): readonly [column: C, direction: 'asc' | 'desc'] {
  return sort.startsWith('-') ? [sort.slice(1) as C, 'desc'] : [sort as C, 'asc'];
}
