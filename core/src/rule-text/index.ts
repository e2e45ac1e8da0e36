/**
 * Rule text (评分标准): reads Chinese scoring sentences into rules and prints rules as sentences. Text → tokens (`lexer`) →
 * phrases with a meaning (`phrases`) → figures with their conditions (`passage`) → rules (`readings`). No step looks back
 * or ahead farther than a fixed distance, so the work grows with the text and no faster.
 */

export { compileText } from './compile/compile-text.ts';
export { parseSchemeText } from './compile/parse-scheme-text.ts';
export { toWritten } from './compile/to-written.ts';
export { type ExchangedRule, exchanged } from './exchange.ts';
export { printRule } from './print/print-rule.ts';
export { readRules } from './read-rules.ts';
export type { ReadKind, ReadRule, ReadStep, RuleReading, ScoringText } from './reading.ts';
