import type { schemeNode, schemeOutline } from '@zhunsheng/contract/schemes';
import type { Indicator, Item, Scheme } from '@zhunsheng/core/scheme';
import { formatExact, formatPoints, type Points } from '@zhunsheng/core/values';
import type { z } from 'zod';

type NodeView = z.output<typeof schemeNode>;
type Print = (points: Points) => string;

function nodeView(node: Indicator | Item, print: Print): NodeView {
  const { id, title } = node;
  const points = print(node.full);
  if (node.type === 'item') {
    const { text, evidence, assessor = null } = node;
    return { id, title, points, text, evidence: [...evidence], assessor, children: [] };
  }
  const children = node.children.map((child) => nodeView(child, print));
  return { id, title, points, text: '', evidence: [], assessor: null, children };
}

function gradingView({ grading, groups }: Scheme) {
  const titleOf = (id: string): string => groups.find((group) => group.id === id)?.title ?? id;
  return grading.map(({ groups: own, bands, judged, quota }) => ({
    groups: own.map(titleOf),
    bands: (judged ?? bands).map(({ text }) => text),
    quota: quota?.text ?? null,
  }));
}

/** What a frozen scheme says, laid out for reading. */
export function outlineOf(scheme: Scheme): z.output<typeof schemeOutline> {
  const { document } = scheme;
  const print: Print = (points) => formatPoints(points, scheme.decimals);
  return {
    basis: [...(document.basis ?? [])],
    note: document.note ?? '',
    scale: print(scheme.scale),
    components: scheme.components.map(({ id, title, weight }) => ({ id, title, weight: formatExact(weight, 6) })),
    groups: scheme.groups.map(({ id, title, classes }) => ({ id, title, classes: [...classes] })),
    sheets: scheme.sheets.map((sheet) => ({
      id: sheet.id,
      title: sheet.title,
      groups: [...sheet.groups],
      components: [...sheet.components],
      points: print(sheet.full),
      children: sheet.children.map((child) => nodeView(child, print)),
    })),
    text: document.text ?? '',
    grading: gradingView(scheme),
  };
}
