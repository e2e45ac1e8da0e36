import { z } from 'zod';

/** Control characters, halves of characters, and marks that reverse the order in which a line reads. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
const UNPRINTABLE_IN_LINES = /(?!\n)[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

const PRINTABLE = '不能含有控制字符或者改变文字方向的符号';

/** One line of text that a person typed: trimmed, printable, of bounded length. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !UNPRINTABLE.test(text), PRINTABLE);

/** Text of several lines. */
export const paragraph = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !UNPRINTABLE_IN_LINES.test(text), PRINTABLE);

/** The id of a row: made by the application, sortable by time. */
export const id = z.uuid();

/** A calendar date such as `2024-12-31` that exists. */
export const date = z.iso.date();

/** A moment with its offset, as JSON carries it. */
export const moment = z.iso.datetime({ offset: true });

/** A whole number that may come as text, from a query. */
export const whole = (min: number, max: number) => z.coerce.number<number | string>().int().min(min).max(max);

/** Yes or no that may come as text, from a query. */
export const yesNo = z.union([z.boolean(), z.enum(['true', 'false'])]).transform((value) => String(value) === 'true');

/** Which part of a list is asked for. */
export const paging = { page: whole(1, 100_000).default(1), pageSize: whole(1, 200).default(50) };

/** By which column a list is sorted; `-` before it turns the order round. */
export const sortBy = <const C extends readonly [string, ...string[]]>(columns: C) => {
  type Column = C[number];
  return z.enum(columns.flatMap((column) => [column, `-${column}`]) as [Column, ...(Column | `-${Column}`)[]]);
};

/** A part of a list with the number of all. */
export const pageOf = <T extends z.ZodType>(entry: T) => z.object({ total: z.number().int(), entries: z.array(entry) });

/** The reason that a person gives for a change. */
export const reason = paragraph(500, 2);

/** The version that the editor saw: a later one means that somebody else was quicker. */
export const version = z.number().int().min(1);

export const done = z.object({ done: z.literal(true) });

/** A problem that an import or a check found, with its place in the file. */
export const diagnostic = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'advice']),
  message: z.string(),
  place: z.object({
    file: z.string().optional(),
    line: z.number().optional(),
    column: z.number().optional(),
    cell: z.string().optional(),
    id: z.string().optional(),
    path: z.array(z.union([z.string(), z.number()])).optional(),
  }),
  hint: z.string().optional(),
  accepted: z.string().optional(),
});
