import type { scoreNode } from '@zhunsheng/contract/scores';
import { RULE_KINDS } from '@zhunsheng/core/scheme';
import { nothingFound, type QuotedFinding, type ScoreNode } from '@zhunsheng/core/scoring';
import { formatPoints, type Points, printStep } from '@zhunsheng/core/values';
import type { z } from 'zod';

type NodeView = z.output<typeof scoreNode>;

const findingView = ({ by, occurredOn, matter, evidence, ...finding }: QuotedFinding) => ({
  ...finding,
  by: by ?? null,
  occurredOn: occurredOn ?? null,
  matter: matter ?? null,
  evidence: [...evidence],
});

/** A node as a reader sees it: every figure as it is printed, every step as a line of arithmetic. */
export function nodeView(node: ScoreNode, decimals: number): NodeView {
  const print = (points: Points | null | undefined): string | null =>
    points === null || points === undefined ? null : formatPoints(points, decimals);
  const { kind, id, title, outcome, rule } = node;
  return {
    kind,
    id,
    title,
    outcome,
    points: print(node.points),
    full: print(node.full),
    rule: rule
      ? {
          kind: rule.kind,
          title: RULE_KINDS[rule.kind].title,
          clause: rule.clause.text,
          takesEffect: rule.takesEffect,
          nothing: nothingFound(node),
        }
      : null,
    inputs: node.inputs.map(({ label, value }) => ({ label, value })),
    findings: node.findings.map(findingView),
    steps: node.steps.map((step) => printStep(step, decimals)),
    notes: [...node.notes],
    examinedBy: node.examinedBy ?? null,
    selfScore: print(node.selfPoints),
    children: node.children.map((child) => nodeView(child, decimals)),
  };
}
