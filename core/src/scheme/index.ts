/**
 * The scheme language: what an office writes (one YAML document), the exact scheme it stands for, and the checks that
 * need no reading of Chinese text. Stands on values; rule-text, scoring and grading stand on it.
 */
export { checkAccepted, checkScheme, markAccepted } from './check/index.ts';
export { type SchemeDocument, schemeDocument, type WrittenIndicator, type WrittenItem } from './document.ts';
export { type Figure, figureFor, figureValues, OTHER_CLASSES } from './figure.ts';
export { formulaNames, readableFormula } from './formula-text.ts';
export { schemeJsonSchema } from './keys.ts';
export { type CompileText, parseScheme } from './parse.ts';
export * from './rules/index.ts';
export * from './scheme.ts';
export * from './tree.ts';
