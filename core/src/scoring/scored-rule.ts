import { type Component, effectOf, type Rule, type RuleEffect, type Scheme } from '../scheme/index.ts';
import type { Points } from '../values/index.ts';
import type { Standing } from './examination.ts';
import { type Fact, factsOf, type InputPlace, type RunSettings, ruleInput, withdrawnAt } from './inputs/index.ts';
import { type CohortValues, type Input, type RuleResult, scoreRule } from './rules/index.ts';
import { type QuotedFinding, quoteFinding, type ScoreNode } from './score-sheet.ts';

/** Everything around a subject's rules in one component and period. */
export interface Scene {
  readonly scheme: Scheme;
  readonly settings: RunSettings;
  readonly place: InputPlace;
  readonly component?: Component;
  readonly standing: Standing;
  readonly cohort: (rule: Rule) => CohortValues;
  /** Rules with nothing on record, by rule and class: they come out the same for every such subject. */
  readonly quiet: Map<Rule, Map<string | undefined, ScoredRule>>;
}

/** A rule computed, together with its node of the score sheet. */
export interface ScoredRule {
  readonly rule: Rule;
  readonly effect: RuleEffect;
  readonly result: RuleResult;
  readonly node: ScoreNode;
}

const TITLES: Partial<Record<RuleEffect, string>> = { veto: '一票否决', zero: '不得分', bound: '限额' };

const comparesGroup = (rule: Rule): boolean => rule.kind === 'rank' || rule.kind === 'relative';

/** Computes one rule for a subject; what is the same for all with nothing on record is computed once a class. */
export function scoreOneRule(rule: Rule, full: Points, scene: Scene): ScoredRule {
  const { record, component, period } = scene.place;
  const facts = factsOf(rule, scene.place);
  const quiet =
    facts.length === 0 && !comparesGroup(rule) && withdrawnAt(record, component, period.label, rule.id).length === 0;
  if (!quiet) return scoreWithFacts(rule, full, scene, facts);
  const byClass = scene.quiet.get(rule) ?? new Map<string | undefined, ScoredRule>();
  const known = byClass.get(record.subject.class) ?? scoreWithFacts(rule, full, scene, facts);
  scene.quiet.set(rule, byClass.set(record.subject.class, known));
  return known;
}

const hasSource = (fact: Fact): boolean => fact.reason !== undefined || (fact.evidence?.length ?? 0) > 0;

/** 数据来源: who entered a measured value, why, and on which evidence (a lower level's bundle and digest among them). */
function sourceOf(fact: Fact): Input {
  const words = [fact.by, fact.reason, ...(fact.evidence ?? [])].filter((w) => w !== undefined && w !== '');
  return { label: '来源', value: words.join('，') };
}

const NO_FINDINGS: readonly QuotedFinding[] = [];

/** Computes one rule from its facts, an effect of a rule that did not happen included, so that every branch shows. */
function scoreWithFacts(rule: Rule, full: Points, scene: Scene, facts: readonly Fact[]): ScoredRule {
  const input = ruleInput(scene.scheme, rule, scene.place, scene.settings, facts);
  const result = scoreRule(rule, input, {
    decimals: scene.scheme.decimals,
    subject: scene.place.record.subject,
    full,
    ...(scene.component?.panel && { panel: scene.component.panel }),
    cohort: scene.cohort,
  });
  const effect = effectOf(rule);
  const { record, component, period } = scene.place;
  const gone = withdrawnAt(record, component, period.label, rule.id).filter((f) => f.type === 'finding');
  const node: ScoreNode = {
    kind: 'rule',
    id: rule.id,
    title: rule.when || TITLES[effect] || rule.clause.text,
    outcome: result.outcome,
    points: result.outcome === 'scored' ? result.amount : null,
    full: null,
    rule: { kind: rule.kind, clause: rule.clause, takesEffect: result.happened || result.amount > 0 },
    inputs: input.measures.some(hasSource)
      ? [...result.inputs, ...input.measures.filter(hasSource).map(sourceOf)]
      : result.inputs,
    findings:
      input.findings.length + gone.length === 0
        ? NO_FINDINGS
        : [
            ...input.findings.map((f) => quoteFinding(f.fact, f.status)),
            ...gone.map((f) => quoteFinding(f, 'withdrawn')),
          ],
    steps: result.steps,
    notes: result.reason === undefined ? [] : [result.reason],
    children: [],
  };
  return { rule, effect, result, node };
}
