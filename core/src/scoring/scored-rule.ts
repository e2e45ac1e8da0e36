import { type Component, effectOf, type Rule, type RuleEffect, type Scheme } from '../scheme/index.ts';
import type { Points } from '../values/index.ts';
import { type InputPlace, type RunSettings, ruleInput } from './inputs/index.ts';
import { type CohortValues, type RuleResult, scoreRule } from './rules/index.ts';
import { quoteFinding, type ScoreNode } from './score-sheet.ts';

/** Everything around a subject's rules in one component and period. */
export interface Scene {
  readonly scheme: Scheme;
  readonly settings: RunSettings;
  readonly place: InputPlace;
  readonly component?: Component;
  readonly cohort: (rule: Rule) => CohortValues;
}

/** A rule computed, together with its node of the score sheet. */
export interface ScoredRule {
  readonly rule: Rule;
  readonly effect: RuleEffect;
  readonly result: RuleResult;
  readonly node: ScoreNode;
}

const TITLES: Partial<Record<RuleEffect, string>> = { veto: '一票否决', zero: '不得分', bound: '限额' };

/** Computes one rule for a subject, an effect of a rule that did not happen included, so that every branch shows. */
export function scoreOneRule(rule: Rule, full: Points, scene: Scene): ScoredRule {
  const input = ruleInput(scene.scheme, rule, scene.place, scene.settings);
  const result = scoreRule(rule, input, {
    decimals: scene.scheme.decimals,
    subject: scene.place.record.subject,
    full,
    ...(scene.component?.panel && { panel: scene.component.panel }),
    cohort: scene.cohort,
  });
  const effect = effectOf(rule);
  const withdrawn = scene.place.record.withdrawn.filter((f) => f.target === rule.id && f.type === 'finding');
  const node: ScoreNode = {
    kind: 'rule',
    id: rule.id,
    title: rule.when || TITLES[effect] || rule.clause.text,
    outcome: result.outcome,
    points: result.outcome === 'scored' ? result.amount : null,
    full: null,
    rule: { kind: rule.kind, clause: rule.clause, takesEffect: result.happened || result.amount > 0 },
    inputs: result.inputs,
    findings: [
      ...input.findings.map((f) => quoteFinding(f.fact, f.status)),
      ...withdrawn.map((f) => quoteFinding(f, 'withdrawn')),
    ],
    steps: result.steps,
    notes: result.reason === undefined ? [] : [result.reason],
    children: [],
  };
  return { rule, effect, result, node };
}
