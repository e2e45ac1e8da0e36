const text = (value: unknown): string | undefined => {
  if (typeof value === 'string' && value !== '') return value.slice(0, 400);
  return typeof value === 'number' ? String(value) : undefined;
};

const whole = (value: unknown, fallback: number, max: number): number => {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 && number <= max ? number : fallback;
};

/** What an address may carry after its question mark; anything else is dropped, never trusted. */
export const ownSearch =
  <const N extends string>(names: readonly N[]) =>
  (raw: Record<string, unknown>): { [K in N]?: string | undefined } =>
    Object.fromEntries(names.map((name) => [name, text(raw[name])]).filter(([, value]) => value !== undefined)) as {
      [K in N]?: string;
    };

export interface ListSearch {
  readonly page?: number | undefined;
  readonly pageSize?: number | undefined;
  readonly sort?: string | undefined;
}

/** The same for a list: its filters, its page and its order, so that an address shows what its sender saw. */
export const listSearch =
  <const N extends string>(names: readonly N[]) =>
  (raw: Record<string, unknown>): { [K in N]?: string | undefined } & ListSearch => ({
    ...ownSearch(names)(raw),
    ...(raw.page !== undefined && { page: whole(raw.page, 1, 100_000) }),
    ...(raw.pageSize !== undefined && { pageSize: whole(raw.pageSize, 50, 200) }),
    ...(text(raw.sort) !== undefined && { sort: text(raw.sort) }),
  });
