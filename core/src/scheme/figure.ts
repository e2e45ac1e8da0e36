import { z } from 'zod';

/** A number as the scheme writes it: never an infinity, at most nine digits before the point. */
export const decimalNumber = z.number().refine((n) => Math.abs(n) < 1e9, { message: 'tooLarge' });
export const positive = decimalNumber.refine((n) => n > 0, { message: 'notPositive' });
export const notNegative = decimalNumber.refine((n) => n >= 0, { message: 'negative' });
export const wholeNumber = notNegative.refine((n) => Number.isInteger(n), { message: 'notWhole' });

/** Any figure may differ by class (等级): one value for all, or a map from class to value, `其他` for the rest. */
const byClass = <T extends z.ZodType>(value: T) => z.union([value, z.record(z.string(), value)]);

export const pointsFigure = byClass(notNegative);
export const countFigure = byClass(wholeNumber);
export const decimalFigure = byClass(decimalNumber);
export const textFigure = byClass(z.string());
export const pointsOrFull = z.union([pointsFigure, z.literal('full')]);

export type WrittenFigure<T> = T | Record<string, T>;

/** 其他: the key of a figure by class that serves every class not named. */
export const OTHER_CLASSES = '其他';

/** A resolved figure: `all` for every class, or by class with an optional rest. */
export type Figure<T> = { readonly all: T } | { readonly byClass: Readonly<Record<string, T>> };

/** The figure for a class; `undefined` when the scheme gives that class none. */
export function figureFor<T>(figure: Figure<T>, subjectClass: string | undefined): T | undefined {
  if ('all' in figure) return figure.all;
  const named = subjectClass !== undefined && Object.hasOwn(figure.byClass, subjectClass);
  return named ? figure.byClass[subjectClass] : figure.byClass[OTHER_CLASSES];
}

/** Every value that a figure can take, for checks over all classes. */
export const figureValues = <T>(figure: Figure<T>): T[] =>
  'all' in figure ? [figure.all] : Object.values(figure.byClass);
