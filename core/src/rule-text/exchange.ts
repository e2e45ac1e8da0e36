import type { RuleReading } from './reading.ts';

/** A reading in the exchange vocabulary of `zhunsheng read-rules`: the rule's own fields, its span, and the doubt. */
export interface ExchangedRule {
  readonly kind: string;
  readonly uncertain?: true;
  /** Why a person must confirm it, in Chinese. */
  readonly reason?: string;
  readonly span: readonly [number, number];
  readonly [field: string]: unknown;
}

/** 空: fields without a value are left out. */
export const exchanged = ({ rule, span, uncertain }: RuleReading): ExchangedRule => ({
  ...rule,
  ...(uncertain !== undefined && { uncertain: true, reason: uncertain }),
  span: [span.start, span.end],
});
