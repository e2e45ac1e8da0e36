import type { Component, Rule, Scheme } from '../scheme/index.ts';
import type { AskedRule } from './asked.ts';
import type { Standing } from './examination.ts';
import {
  type Entries,
  type Fact,
  factsOf,
  type InputPlace,
  type RunSettings,
  ruleInput,
  type UsedFinding,
} from './inputs/index.ts';
import { type CohortValues, type Input, type RuleResult, scoreRule } from './rules/index.ts';
import { type QuotedFinding, quoteFinding, type ScoreNode } from './score-sheet.ts';

/** Everything around a subject's rules in one component and period. */
export interface Scene {
  readonly scheme: Scheme;
  readonly settings: RunSettings;
  readonly place: InputPlace;
  /** What is on record here, and what was taken back. */
  readonly entries: Entries;
  readonly withdrawn: Entries;
  readonly component: Component | undefined;
  readonly standing: Standing;
  readonly cohort: (rule: Rule) => CohortValues;
  /** Rules with nothing on record: they come out the same for every subject of one group and class. */
  readonly quiet: Map<AskedRule, ScoredRule>;
}

/** A rule computed, together with its node of the score sheet. */
export interface ScoredRule {
  readonly asked: AskedRule;
  readonly result: RuleResult;
  readonly node: ScoreNode;
}

const NONE: readonly never[] = [];

/** Computes one rule for a subject; what is the same for all with nothing on record is computed once. */
export function scoreOneRule(asked: AskedRule, scene: Scene): ScoredRule {
  const facts = factsOf(asked.rule, scene.entries);
  const quiet = facts.length === 0 && !asked.comparesGroup && !scene.withdrawn.has(asked.id);
  if (!quiet) return scoreWithFacts(asked, scene, facts);
  const known = scene.quiet.get(asked);
  if (known) return known;
  const scored = scoreWithFacts(asked, scene, facts);
  scene.quiet.set(asked, scored);
  return scored;
}

const hasSource = (fact: Fact): boolean => fact.reason !== undefined || (fact.evidence?.length ?? 0) > 0;

/** 数据来源: who entered a measured value, why, and on which evidence (a lower level's bundle and digest among them). */
function sourceOf(fact: Fact): Input {
  const words = [fact.by, fact.reason, ...(fact.evidence ?? [])].filter((w) => w !== undefined && w !== '');
  return { label: '来源', value: words.join('，') };
}

/** Computes one rule from its facts, an effect of a rule that did not happen included, so that every branch shows. */
function scoreWithFacts(asked: AskedRule, scene: Scene, facts: readonly Fact[]): ScoredRule {
  const { rule } = asked;
  const input = ruleInput(scene.scheme, rule, scene.place, scene.settings, facts);
  const result = scoreRule(rule, input, {
    decimals: scene.scheme.decimals,
    subject: scene.place.record.subject,
    full: asked.full,
    panel: scene.component?.panel,
    cohort: scene.cohort,
  });
  const node: ScoreNode = {
    kind: 'rule',
    id: asked.id,
    title: asked.title,
    outcome: result.outcome,
    points: result.outcome === 'scored' ? result.amount : null,
    full: null,
    rule: result.happened || result.amount > 0 ? asked.effective : asked.quiet,
    inputs: input.measures.some(hasSource)
      ? [...result.inputs, ...input.measures.filter(hasSource).map(sourceOf)]
      : result.inputs,
    findings: quotedFindings(input.findings, scene.withdrawn.get(asked.id) ?? NONE),
    steps: result.steps,
    notes: result.reason === undefined ? NONE : [result.reason],
    children: NONE,
  };
  return { asked, result, node };
}

function quotedFindings(used: readonly UsedFinding[], withdrawn: readonly Fact[]): readonly QuotedFinding[] {
  const gone = withdrawn.filter((f) => f.type === 'finding');
  if (used.length + gone.length === 0) return NONE;
  return [...used.map((f) => quoteFinding(f.fact, f.status)), ...gone.map((f) => quoteFinding(f, 'withdrawn'))];
}
