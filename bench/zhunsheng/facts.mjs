import { bonusId, classId, groupId, ruleId } from './document.mjs';

/** The facts of one subject as entries on the record, for the tracing form; `fraction` is core's. */
export function factsOf(scheme, facts, subject, fraction) {
  const get = (id) => facts.columns[id][subject];
  const list = [];
  const add = (component, type, target, fields) => {
    const place = component === '' ? {} : { component };
    list.push({ id: `s${subject}-${list.length + 1}`, subject: `s${subject}`, type, target, ...place, ...fields });
  };
  const finding = (component, target, count) => count > 0 && add(component, 'finding', target, { count });
  const write = {
    deduct: (c, id, r) => finding(c, id, get(r.fact)),
    each: (c, id, r) => finding(c, id, get(r.fact)),
    zero: (c, id, r) => finding(c, id, get(r.fact)),
    veto: (c, id, r) => finding(c, id, get(r.fact)),
    bonus: (c, id, r) => finding(c, id, get(r.fact)),
    shortfall: (c, id, r) => add(c, 'measure', id, { count: get(r.fact) }),
    deadline: (c, id, r) => add(c, 'completion', id, { completedOn: dayAfter('2024-06-30', get(r.fact)) }),
    ratio: (c, id, r) => add(c, 'measure', id, quotient(get(r.numerator), get(r.denominator), fraction)),
    proportion: (c, id, r) => add(c, 'measure', id, quotient(get(r.numerator), get(r.denominator), fraction)),
    tiers: (c, id, r) => add(c, 'measure', id, { value: fraction(get(r.fact), 100) }),
    rank: (c, id, r) => add(c, 'measure', id, { value: fraction(get(r.fact)) }),
    relative: (c, id, r) => add(c, 'measure', id, { value: fraction(get(r.fact)) }),
    panel: (c, id, r) => {
      r.facts.forEach((fact, seat) => {
        if (get(fact) < 0) return;
        add(c, 'mark', id, { value: fraction(get(fact), scheme.perPoint), by: `评委${seat + 1}`, reason: '评议' });
      });
    },
  };
  const walk = (component, node) => {
    if (node.type !== 'item') {
      for (const child of node.children) walk(component, child);
      return;
    }
    if (node.notApplicable !== null && get(node.notApplicable) > 0) {
      add(component, 'notApplicable', node.id, { reason: '没有该项工作', by: '考核办' });
    }
    node.rules.forEach((rule, i) => {
      write[rule.kind](component, ruleId(node, i), rule);
    });
  };
  for (const component of scheme.components) {
    add(component.id, 'examination', '*', { by: '考核组' });
    for (const child of component.children) walk(component.id, child);
    component.bonus.forEach((rule, i) => {
      write.bonus('', bonusId(component, i), rule);
    });
  }
  return list;
}

const quotient = (numerator, denominator, fraction) => ({
  numerator: fraction(numerator),
  denominator: { n: BigInt(denominator), d: 1n },
});

const dayAfter = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10);

export const subjectOf = (facts, subject) => ({
  id: `s${subject}`,
  name: `单位${subject}`,
  group: groupId(facts.group[subject]),
  class: classId(facts.subjectClass[subject]),
});
