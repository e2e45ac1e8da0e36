/** What `rank` and `relative` rules need to know of the whole group: place, lowest and highest value. */
export function cohortFigures(scheme, facts) {
  const figures = new Map();
  for (const rule of scheme.cohort) {
    const column = facts.columns[rule.fact];
    const byGroup = Array.from({ length: scheme.groups }, () => []);
    for (let subject = 0; subject < facts.n; subject++) byGroup[facts.group[subject]].push(column[subject]);
    const sorted = byGroup.map((values) => values.sort((a, b) => b - a));
    figures.set(
      rule,
      sorted.map((values) => {
        const place = new Map();
        for (const [i, value] of values.entries()) if (!place.has(value)) place.set(value, i + 1); // 1, 2, 2, 4
        return { place, highest: values[0], lowest: values.at(-1) };
      }),
    );
  }
  return (rule, subject) => {
    const { place, highest, lowest } = figures.get(rule)[facts.group[subject]];
    return { rank: place.get(facts.columns[rule.fact][subject]), highest, lowest };
  };
}
