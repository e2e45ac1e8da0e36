import { CompiledQuery } from 'kysely';
import type { Db } from './tables.ts';

interface Built<R> {
  compile(): CompiledQuery<R>;
}

interface Template {
  readonly text: string;
  /** For each parameter of the text, its value from those that a call brings. */
  readonly fill: readonly ((values: readonly unknown[]) => unknown)[];
}

/** Marks stand in for the values once, so that what is always the same in a query is told from what a call brings. */
function templateOf<A extends readonly unknown[], R>(db: Db, build: (db: Db, ...values: A) => Built<R>, count: number) {
  const marks = Array.from({ length: count }, () => ({}));
  const { sql: text, parameters } = build(db, ...(marks as unknown as A)).compile();
  const fill = parameters.map((parameter) => {
    const at = marks.indexOf(parameter as object);
    return at < 0 ? () => parameter : (values: readonly unknown[]) => values[at];
  });
  return { text, fill } satisfies Template;
}

/**
 * A query of the hottest routes: printed once, afterwards sent with other values. Building and printing a query costs
 * as much as all else that we do around it. Its shape must not depend on its values.
 */
export function prepared<A extends readonly unknown[], R>(build: (db: Db, ...values: A) => Built<R>) {
  let template: Template | undefined;
  return async (db: Db, ...values: A): Promise<R[]> => {
    template ??= templateOf(db, build, values.length);
    const { text, fill } = template;
    const parameters = fill.map((choose) => choose(values));
    return (await db.executeQuery<R>(CompiledQuery.raw(text, parameters) as CompiledQuery<R>)).rows;
  };
}
