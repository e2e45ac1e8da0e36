import { MISSING, UNGRADED } from '../problem/scheme.mjs';

/** Higher is better: the total, then the year-end component. Exact: both stay below 2^21. */
export const orderKey = (total, yearEnd) => total * 2097152 + yearEnd;

/**
 * Ranks within each group (equal keys share a place: 1, 2, 2, 4) and grades: 0 excellent, 1 good, 2 pass, 3 fail.
 * Excellent needs the band, no veto, and a place among floor(20%) of the group's complete subjects; equal keys at the
 * edge stand or fall together. A level-1 veto allows pass at most, a level-2 veto means fail. An incomplete subject has
 * rank 0 and no grade unless a level-2 veto decides it already, and does not count in the quota's base.
 */
export function rankAndGrade(scheme, { totals, yearEnd, veto }, group) {
  const n = totals.length;
  const ranks = new Int32Array(n);
  const grades = new Uint8Array(n).fill(UNGRADED);
  for (let g = 0; g < scheme.groups; g++) {
    const subjects = [];
    for (let u = 0; u < n; u++) {
      if (group[u] !== g) continue;
      if (totals[u] !== MISSING) subjects.push({ u, key: orderKey(totals[u], yearEnd[u]) });
      else if (veto[u] === 2) grades[u] = 3;
    }
    subjects.sort((a, b) => b.key - a.key);
    subjects.forEach((s, i) => {
      s.rank = i > 0 && subjects[i - 1].key === s.key ? subjects[i - 1].rank : i + 1;
      ranks[s.u] = s.rank;
    });
    gradeGroup(scheme.grading, subjects, { totals, veto, grades });
  }
  return { ranks, grades };
}

function gradeGroup({ bands, quotaPercent }, subjects, { totals, veto, grades }) {
  const candidates = subjects.filter(({ u }) => veto[u] === 0 && totals[u] >= bands[0]);
  const excellent = withinQuota(candidates, Math.floor((subjects.length * quotaPercent) / 100));
  for (const { u } of subjects) {
    const total = totals[u];
    let grade = total >= bands[1] ? 1 : total >= bands[2] ? 2 : 3;
    if (excellent.has(u)) grade = 0;
    if (veto[u] === 1) grade = Math.max(grade, 2);
    if (veto[u] === 2) grade = 3;
    grades[u] = grade;
  }
}

function withinQuota(candidates, quota) {
  const chosen = new Set();
  for (let i = 0; i < candidates.length; ) {
    let end = i;
    while (end < candidates.length && candidates[end].key === candidates[i].key) end++;
    if (end > quota) break;
    for (; i < end; i++) chosen.add(candidates[i].u);
  }
  return chosen;
}
