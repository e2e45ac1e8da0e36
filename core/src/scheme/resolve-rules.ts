import type { Points } from '../values/index.ts';
import { type Reading, report, resolverFor } from './resolver.ts';
import { type Clause, type Rule, type RuleBase, resolveRule, type WrittenRule } from './rules/index.ts';
import type { DocumentPath } from './scheme.ts';

/** What stands around a rule: whose marks it moves, and the sentence that says it. */
export interface RuleOwner {
  readonly id: string;
  readonly full: Points;
  readonly text: string;
  readonly path: DocumentPath;
}

function clauseOf(reading: Reading, written: WrittenRule, owner: RuleOwner, path: DocumentPath): Clause {
  if (written.clause === undefined) {
    const whole = owner.text || written.when || '';
    return owner.text ? { text: whole, span: { start: 0, end: whole.length } } : { text: whole };
  }
  const start = owner.text.indexOf(written.clause);
  if (start >= 0) return { text: written.clause, span: { start, end: start + written.clause.length } };
  if (owner.text !== '') {
    const hint = 'clause 须是 text 中原有的一段文字，一字不差。';
    report(reading, 'scheme.clause-not-in-text', [...path, 'clause'], `评分标准中没有“${written.clause}”。`, hint);
  }
  return { text: written.clause };
}

/** Rules with exact figures and ids (`owner#1`, `owner#2` … where none is written). */
export function resolveRules(reading: Reading, written: readonly WrittenRule[] | undefined, owner: RuleOwner): Rule[] {
  return (written ?? []).map((rule, index) => {
    const path = [...owner.path, 'rules', index];
    const resolver = resolverFor(reading, path, owner.full);
    const { multiplier } = rule;
    const base: RuleBase = {
      id: rule.id ?? `${owner.id}#${index + 1}`,
      clause: clauseOf(reading, rule, owner, path),
      when: rule.when ?? '',
      ...(rule.appliesTo && { appliesTo: rule.appliesTo }),
      ...(multiplier && {
        multiplier: {
          factor: resolver.decimal('multiplier', multiplier.factor),
          ...(multiplier.when !== undefined && { when: multiplier.when }),
        },
      }),
      ...(rule.share !== undefined && { share: rule.share }),
      ...(rule.aggregate !== undefined && { aggregate: rule.aggregate }),
      anyDate: rule.anyDate ?? false,
    };
    // written anew key by key: JavaScript engines then see one shape for all rules of a kind, and scoring reads them fast
    return Object.assign({}, resolveRule(rule, base, resolver));
  });
}
