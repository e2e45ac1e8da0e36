/** What a user typed, with the signs that a pattern would understand taken literally. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
