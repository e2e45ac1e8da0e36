/**
 * Lowers the benchmark scheme to a list of named expressions in order of dependence, for the hand-specialised limit and
 * for SQL. Nodes: num, fact, cohort (a figure computed before: place, highest, lowest), cls (by class), var, add, sub,
 * mul, min, max, halfUp (division), floorDiv, if, gt, ge, eq, or, panel.
 */
const num = (value) => ['num', value];
const fact = (id) => ['fact', id];
const variable = (name) => ['var', name];
const add = (list) => (list.length === 0 ? num(0) : list.length === 1 ? list[0] : ['add', list]);
const happened = (id) => ['gt', fact(id), num(0)];

const DEDUCTIONS = {
  deduct: (r) => ['if', happened(r.fact), num(r.points), num(0)],
  each: (r) => ['min', num(r.cap), ['mul', fact(r.fact), num(r.points)]],
  shortfall: (r) => [
    'min',
    num(r.cap),
    ['mul', ['max', num(0), ['sub', ['cls', r.required], fact(r.fact)]], num(r.points)],
  ],
  deadline: (r) => {
    const late = ['sub', fact(r.fact), ['cls', r.grace]];
    const amount = ['add', [num(r.first - r.perDay), ['mul', num(r.perDay), late]]];
    return ['if', ['gt', fact(r.fact), ['cls', r.grace]], ['min', num(r.cap), amount], num(0)];
  },
  ratio: (r) => {
    const den = fact(r.denominator);
    const reached = ['mul', fact(r.numerator), num(100 * r.resolution)];
    const gap = ['max', num(0), ['sub', ['mul', num(r.target), den], reached]];
    const step = r.step === 1 ? den : ['mul', num(r.step), den];
    const points =
      r.mode === 'whole'
        ? ['mul', ['floorDiv', gap, step], num(r.points)]
        : ['halfUp', ['mul', num(r.points), gap], step];
    return ['unlessZero', den, ['min', num(r.cap), points], num(0)];
  },
};

const BASES = {
  tiers: (r) => r.steps.reduceRight((rest, [min, p]) => ['if', ['ge', fact(r.fact), num(min)], num(p), rest], num(0)),
  proportion: (r, full) => {
    const den = fact(r.denominator);
    const share = ['halfUp', ['mul', num(full), ['min', fact(r.numerator), den]], den];
    return ['if', ['eq', den, num(0)], num(full), share];
  },
  rank: (r) => ['max', num(0), ['sub', num(r.from + r.step), ['mul', num(r.step), ['cohort', r.fact, 'place']]]],
  relative: (r, full) => {
    const low = ['cohort', r.fact, 'lowest'];
    const high = ['cohort', r.fact, 'highest'];
    const span = r.from === 'lowest' ? ['sub', high, low] : high;
    const above = r.from === 'lowest' ? ['sub', fact(r.fact), low] : fact(r.fact);
    return ['if', ['eq', span, num(0)], num(full), ['halfUp', ['mul', num(full), above], span]];
  },
};

export function lower(scheme) {
  const out = [];
  const emit = (name, expr) => {
    out.push({ name, expr });
    return variable(name);
  };
  const state = { emit, vetoes: { 1: [], 2: [] }, missing: [], bonus: [] };
  const components = scheme.components.map((component) => {
    state.bonus.push(...component.bonus.map(DEDUCTIONS.each));
    return lowerNode(component, state).score;
  });
  const any = (list) => ['gt', add(list), num(0)];
  emit('veto', ['if', any(state.vetoes[2]), num(2), ['if', any(state.vetoes[1]), num(1), num(0)]]);
  emit('missing', add(state.missing));
  const weighted = add(components.map((score, i) => ['mul', num(scheme.weights[i]), score]));
  const beforeBonus = ['halfUp', weighted, num(scheme.weightDenominator)];
  const total = ['min', num(scheme.totalCap), add([beforeBonus, ...state.bonus])];
  emit('total', ['if', ['gt', variable('missing'), num(0)], num(-1), total]);
  return out;
}

/** `{score, applicable, full}`; `applicable` is the marks of a node that may not apply, or null. */
function lowerNode(node, state) {
  if (node.type === 'item') return lowerItem(node, state);
  const kids = node.children.map((child) => lowerNode(child, state));
  const sum = add(kids.map((kid) => kid.score));
  const optional = kids.filter((kid) => kid.applicable);
  if (optional.length === 0) return { score: state.emit(node.id, sum), applicable: null, full: node.full };
  const always = kids.filter((kid) => !kid.applicable).reduce((all, kid) => all + kid.full, 0);
  const parts = [...(always > 0 ? [num(always)] : []), ...optional.map((kid) => kid.applicable)];
  const applicable = state.emit(`A_${node.id}`, add(parts));
  const total = state.emit(`S_${node.id}`, sum);
  const shared = ['halfUp', ['mul', total, num(node.full)], applicable];
  if (always > 0) return { score: state.emit(node.id, shared), applicable: null, full: node.full };
  const none = ['eq', applicable, num(0)];
  const score = state.emit(node.id, ['if', none, num(0), shared]);
  return { score, applicable: ['if', none, num(0), num(node.full)], full: node.full };
}

function lowerItem(item, state) {
  const unlessOff = (expr) => (item.notApplicable === null ? expr : ['if', happened(item.notApplicable), num(0), expr]);
  let base = num(item.full);
  const deductions = [];
  const off = item.notApplicable === null ? [] : [happened(item.notApplicable)];
  for (const rule of item.rules) {
    if (DEDUCTIONS[rule.kind]) deductions.push(DEDUCTIONS[rule.kind](rule));
    else if (BASES[rule.kind]) base = BASES[rule.kind](rule, item.full);
    else if (rule.kind === 'zero') off.push(['gt', fact(rule.fact), num(rule.above)]);
    else if (rule.kind === 'veto')
      state.vetoes[rule.level].push(unlessOff(['if', happened(rule.fact), num(1), num(0)]));
    else if (rule.kind === 'panel') {
      const mean = state.emit(`P_${item.id}`, ['panel', rule.facts]);
      state.missing.push(unlessOff(['if', ['gt', num(0), mean], num(1), num(0)]));
      base = ['max', num(0), mean];
    }
  }
  const awarded = base[0] !== 'num';
  let score = deductions.length > 0 ? ['max', num(0), ['sub', base, add(deductions)]] : base;
  if (awarded) score = ['min', num(item.full), score];
  if (off.length > 0) score = ['if', off.length === 1 ? off[0] : ['or', off], num(0), score];
  const applicable = item.notApplicable === null ? null : unlessOff(num(item.full));
  return { score: state.emit(item.id, score), applicable, full: item.full };
}

/** Every variable (`var`), fact or cohort figure that an expression reads. */
export function reads(expr, kind, found = new Set()) {
  if (!Array.isArray(expr)) return found;
  if (expr[0] === kind) found.add(kind === 'cohort' ? `${expr[1]}_${expr[2]}` : expr[1]);
  else if (expr[0] === 'panel') {
    if (kind === 'fact') for (const id of expr[1]) found.add(id);
  } else for (const part of expr) reads(part, kind, found);
  return found;
}

/** Writes an expression in a dialect: an object of functions named after the nodes. */
export function render(expr, dialect) {
  const [node, a, b, c] = expr;
  const r = (inner) => render(inner, dialect);
  switch (node) {
    case 'num':
      return String(a);
    case 'sub':
      return `(${r(a)} - ${r(b)})`;
    case 'mul':
      return `(${r(a)} * ${r(b)})`;
    case 'gt':
      return `(${r(a)} > ${r(b)})`;
    case 'ge':
      return `(${r(a)} >= ${r(b)})`;
    case 'add':
      return `(${a.map(r).join(' + ')})`;
    case 'fact':
    case 'cls':
    case 'var':
    case 'panel':
      return dialect[node](a);
    case 'cohort':
      return dialect.cohort(a, b);
    case 'or':
      return dialect.or(a.map(r));
    case 'if':
    case 'unlessZero':
      return dialect[node](r(a), r(b), r(c));
    default:
      return dialect[node](r(a), r(b));
  }
}
