/** Thrown inside the compiler where widths cannot be proved; it never leaves the folder: callers get a reason instead. */
export class NotCompilable extends Error {}
