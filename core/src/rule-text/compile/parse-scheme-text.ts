import { parseScheme } from '../../scheme/index.ts';
import { compileText } from './compile-text.ts';

/**
 * Reads a scheme whose items say their rules in sentences (`text`), with typed rules beside them where a sentence is not
 * enough. As `parseScheme`: all problems at once; readings that a person must confirm are errors.
 */
export const parseSchemeText = (value: unknown): ReturnType<typeof parseScheme> => parseScheme(value, compileText);
