import {
  applies,
  type Cap,
  effectOf,
  figureFor,
  type Indicator,
  type Item,
  itemsOf,
  type NotApplicableMethod,
  type Part,
  type Rule,
  type RuleEffect,
  type Sheet,
} from '../scheme/index.ts';
import type { Points } from '../values/index.ts';
import type { SchemeIndex, Subject } from './inputs/index.ts';
import type { ScoreNode } from './score-sheet.ts';

/** A rule as it is asked of a subject, with what its node of the score sheet says whatever is on record. */
export interface AskedRule {
  readonly rule: Rule;
  readonly id: string;
  readonly effect: RuleEffect;
  /** Full marks of its part, item or the total. */
  readonly full: Points;
  readonly title: string;
  readonly quiet: NonNullable<ScoreNode['rule']>;
  readonly effective: NonNullable<ScoreNode['rule']>;
  /** It needs the values of the whole group. */
  readonly comparesGroup: boolean;
  /** 得满分 beside deductions only names the base. */
  readonly namesBase: boolean;
}

/** The rules of an item or part, and what follows from them alone. */
export interface AskedRules {
  readonly rules: readonly AskedRule[];
  /** The base from which they count: full marks, or 0 where points are won (award style). */
  readonly base: Points;
  /** The tightest bounds that its own `cap` rules set. */
  readonly mostLost: Points | undefined;
  readonly mostWon: Points | undefined;
}

export interface AskedPart {
  readonly part: Part;
  readonly own: AskedRules;
}

export interface AskedItem {
  readonly type: 'item';
  readonly item: Item;
  readonly own: AskedRules;
  readonly parts: readonly AskedPart[];
  /** Its own id and those of the indicators and the sheet above, nearest first. */
  readonly above: readonly string[];
}

export interface AskedIndicator {
  readonly type: 'indicator';
  readonly indicator: Indicator;
  readonly method: NotApplicableMethod;
  readonly children: readonly (AskedIndicator | AskedItem)[];
  /** Bounds on bonus, penalty or deductions of the whole indicator. */
  readonly caps: readonly { readonly of: Cap['of']; readonly most: Points }[];
}

export interface AskedSheet {
  readonly sheet: Sheet;
  readonly children: readonly (AskedIndicator | AskedItem)[];
  /** Whether marks of any item are shared out equally over the component. */
  readonly sharesOverComponent: boolean;
}

const TITLES: Partial<Record<RuleEffect, string>> = { veto: '一票否决', zero: '不得分', bound: '限额' };

function askRule(rule: Rule, full: Points, others: readonly Rule[]): AskedRule {
  const effect = effectOf(rule);
  return {
    rule,
    id: rule.id,
    effect,
    full,
    title: rule.when || TITLES[effect] || rule.clause.text,
    quiet: { kind: rule.kind, clause: rule.clause, takesEffect: false },
    effective: { kind: rule.kind, clause: rule.clause, takesEffect: true },
    comparesGroup: rule.kind === 'rank' || rule.kind === 'relative',
    namesBase: rule.kind === 'award' && rule.namesFullMarks && others.some((o) => effectOf(o) === 'minus'),
  };
}

const sharesEqually = (sheet: Sheet): boolean =>
  itemsOf(sheet).some((i) => i.notApplicable.method === 'equal' && i.notApplicable.within === 'component');

/**
 * The scheme as it is asked of the subjects of one group and class: what is not meant for them left out, figures by class
 * settled. Found once, because all of them are asked the same.
 */
export class Asked {
  private readonly index: SchemeIndex;
  private readonly subject: Pick<Subject, 'group' | 'class'>;
  private readonly sheets = new Map<Sheet, AskedSheet>();
  private readonly items = new Map<Item, AskedItem>();
  /** The rules of the whole assessment. */
  readonly rules: readonly AskedRule[];

  constructor(index: SchemeIndex, subject: Pick<Subject, 'group' | 'class'>) {
    this.index = index;
    this.subject = subject;
    this.rules = this.askRules(index.scheme.rules, index.scheme.scale).rules;
  }

  private meant<T extends Pick<Rule | Item | Indicator, 'appliesTo'>>(list: readonly T[]): T[] {
    return list.filter((one) => applies(one.appliesTo, this.subject.group, this.subject.class));
  }

  private askRules(list: readonly Rule[], full: Points): AskedRules {
    const own = this.meant(list);
    const rules = own.map((rule) => askRule(rule, full, own));
    const most = (of: Cap['of']): Points | undefined => {
      const limits = own.flatMap((rule) => {
        const limit = rule.kind === 'cap' && rule.scope === 'item' && rule.of === of ? this.figure(rule) : undefined;
        return limit === undefined ? [] : [limit];
      });
      return limits.length > 0 ? Math.min(...limits) : undefined;
    };
    const won = rules.some((r) => r.effect === 'plus' && !r.namesBase);
    return { rules, base: won ? 0 : full, mostLost: most('deductions'), mostWon: most('bonus') };
  }

  private figure(cap: Cap): Points | undefined {
    return figureFor(cap.points, this.subject.class);
  }

  item(item: Item): AskedItem {
    const known = this.items.get(item);
    if (known) return known;
    const asked: AskedItem = {
      type: 'item',
      item,
      own: this.askRules(item.rules, item.full),
      parts: item.parts.map((part) => ({ part, own: this.askRules(part.rules, part.full) })),
      above: [...(this.index.ancestors.get(item.id) ?? [])].reverse(),
    };
    this.items.set(item, asked);
    return asked;
  }

  sheet(sheet: Sheet): AskedSheet {
    const known = this.sheets.get(sheet);
    if (known) return known;
    const children = this.children(sheet.children);
    const asked = { sheet, children, sharesOverComponent: sharesEqually(sheet) };
    this.sheets.set(sheet, asked);
    return asked;
  }

  private children(nodes: readonly (Indicator | Item)[]): (AskedIndicator | AskedItem)[] {
    return this.meant(nodes).map((node) => (node.type === 'item' ? this.item(node) : this.indicator(node)));
  }

  private indicator(indicator: Indicator): AskedIndicator {
    const rules = indicator.children.flatMap((child) => (child.type === 'item' ? child.rules : []));
    return {
      type: 'indicator',
      indicator,
      method: indicator.notApplicable,
      children: this.children(indicator.children),
      caps: rules.flatMap((rule) =>
        rule.kind === 'cap' && rule.scope === 'group' ? [{ of: rule.of, most: this.figure(rule) ?? 0 }] : [],
      ),
    };
  }
}
