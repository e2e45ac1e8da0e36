/**
 * Ranking and grading at the limit: integer keys, a radix sort, one descending sweep. A key is group | total | year-end;
 * an incomplete subject goes to a group above all others, where nobody is ranked. For single changes the sorted keys are
 * kept: two binary searches and a move of memory.
 */
const INCOMPLETE = 7;

/** Keys of 32 bits when totals and scores allow it (100 points, 2 decimals), otherwise exact doubles of 53 bits. */
export function makeRanking(scheme, n) {
  return scheme.totalCap < 16384 ? new Ranking(scheme, n, NARROW) : new Ranking(scheme, n, WIDE);
}

const NARROW = {
  Keys: Uint32Array,
  groupSpan: 2 ** 29,
  keyOf: (group, total, yearEnd) => (total < 0 ? INCOMPLETE << 29 : (group << 29) | (total << 14) | yearEnd) >>> 0,
  digits: [(keys, i) => keys[i] & 2047, (keys, i) => (keys[i] >>> 11) & 2047, (keys, i) => keys[i] >>> 22],
};
const WIDE = {
  Keys: Float64Array,
  groupSpan: 2 ** 42,
  keyOf: (group, total, yearEnd) => (total < 0 ? INCOMPLETE * 2 ** 42 : group * 2 ** 42 + total * 2 ** 21 + yearEnd),
};

class Ranking {
  constructor(scheme, n, form) {
    Object.assign(this, { n, form, ...scheme.grading });
    this.keys = new form.Keys(n);
    this.spare = new form.Keys(n);
    this.order = new Uint32Array(n);
    this.spareOrder = new Uint32Array(n);
    this.ranks = new Int32Array(n);
    this.grades = new Uint8Array(n);
    this.histogram = new Uint32Array(2048 * 3);
    if (form === NARROW) return;
    this.low = new Uint32Array(n);
    this.high = new Uint32Array(n);
    this.top = new Uint32Array(8192); // the last digit: group and the total's upper ten bits
  }

  all(totals, yearEnd, veto, group) {
    if (this.form === NARROW) this.sortNarrow(totals, yearEnd, group);
    else this.sortWide(totals, yearEnd, group);
    const { keys, form } = this;
    let end = this.n;
    while (end > 0) {
      const floor = Math.floor(keys[end - 1] / form.groupSpan) * form.groupSpan;
      const start = this.upper(floor - 1);
      if (floor === INCOMPLETE * form.groupSpan) this.skip(start, end, veto);
      else this.sweep(start, end, totals, veto);
      end = start;
    }
    return this;
  }

  sortNarrow(totals, yearEnd, group) {
    const { n, histogram: h } = this;
    let [k1, i1, k2, i2] = [this.keys, this.order, this.spare, this.spareOrder];
    h.fill(0);
    for (let u = 0; u < n; u++) {
      const t = totals[u];
      const k = (t < 0 ? INCOMPLETE << 29 : (group[u] << 29) | (t << 14) | yearEnd[u]) >>> 0;
      k1[u] = k;
      i1[u] = u;
      h[k & 2047]++;
      h[2048 + ((k >>> 11) & 2047)]++;
      h[4096 + (k >>> 22)]++;
    }
    for (let d = 0; d < 3; d++) {
      const o = d * 2048;
      const shift = d * 11;
      prefix(h, o);
      for (let i = 0; i < n; i++) {
        const k = k1[i];
        const p = h[o + ((k >>> shift) & 2047)]++;
        k2[p] = k;
        i2[p] = i1[i];
      }
      [k1, i1, k2, i2] = [k2, i2, k1, i1];
    }
    [this.keys, this.order, this.spare, this.spareOrder] = [k1, i1, k2, i2];
  }

  /** Four digits of 11 bits over the pair year-end (21 bits), group and total (24 bits), by order only; then the keys. */
  sortWide(totals, yearEnd, group) {
    const { n, histogram: h, form } = this;
    let [i1, i2] = [this.order, this.spareOrder];
    const { low, high, top } = this;
    h.fill(0);
    for (let u = 0; u < n; u++) {
      const t = totals[u];
      const l = t < 0 ? 0 : yearEnd[u];
      const g = t < 0 ? INCOMPLETE << 21 : (group[u] << 21) | t;
      low[u] = l;
      high[u] = g;
      i1[u] = u;
      h[l & 2047]++;
      h[2048 + (l >>> 11)]++;
      h[4096 + (g & 2047)]++;
    }
    for (let d = 0; d < 3; d++) {
      const o = d * 2048;
      const source = d < 2 ? low : high;
      const shift = d === 1 ? 11 : 0;
      prefix(h, o);
      for (let i = 0; i < n; i++) {
        const u = i1[i];
        i2[h[o + ((source[u] >>> shift) & 2047)]++] = u;
      }
      [i1, i2] = [i2, i1];
    }
    top.fill(0);
    for (let u = 0; u < n; u++) top[high[u] >>> 11]++;
    prefix(top, 0, 8192);
    for (let i = 0; i < n; i++) {
      const u = i1[i];
      i2[top[high[u] >>> 11]++] = u;
    }
    [i1, i2] = [i2, i1];
    [this.order, this.spareOrder] = [i1, i2];
    const { keys } = this;
    for (let i = 0; i < n; i++) {
      const u = i1[i];
      keys[i] = form.keyOf(group[u], totals[u], yearEnd[u]);
    }
  }

  skip(start, end, veto) {
    for (let i = start; i < end; i++) {
      this.ranks[this.order[i]] = 0;
      this.grades[this.order[i]] = veto[this.order[i]] === 2 ? 3 : 255;
    }
  }

  sweep(start, end, totals, veto) {
    const { keys, order, ranks, grades, bands } = this;
    const quota = Math.floor(((end - start) * this.quotaPercent) / 100);
    const [excellent] = bands;
    let rank = 0;
    let previous = -1;
    let candidates = 0;
    let runStart = end;
    let open = true;
    for (let i = end - 1; i >= start; i--) {
      const u = order[i];
      const k = keys[i];
      const t = totals[u];
      const v = veto[u];
      if (k !== previous) {
        rank = end - i;
        previous = k;
        runStart = i;
      }
      ranks[u] = rank;
      let g = v === 2 ? 3 : banded(t, v, bands);
      if (v === 0 && open && t >= excellent) {
        g = 0;
        if (++candidates > quota) {
          open = false;
          g = 1;
          this.takeBack(runStart, i, veto);
        }
      }
      grades[u] = g;
    }
  }

  /** The run of equal keys that crossed the edge of the quota falls together. */
  takeBack(runStart, stop, veto) {
    for (let j = runStart; j > stop; j--) if (veto[this.order[j]] === 0) this.grades[this.order[j]] = 1;
  }

  /** One subject's key changes: gives its new rank. */
  move(oldKey, newKey) {
    const a = this.keys;
    if (oldKey !== newKey) {
      const from = this.upper(oldKey) - 1;
      let to = this.upper(newKey);
      if (to > from) {
        to--;
        a.copyWithin(from, from + 1, to + 1);
      } else a.copyWithin(to + 1, to, from);
      a[to] = newKey;
    }
    const floor = Math.floor(newKey / this.form.groupSpan) * this.form.groupSpan;
    if (floor === INCOMPLETE * this.form.groupSpan) return 0;
    return this.upper(floor + this.form.groupSpan - 1) - this.upper(newKey) + 1;
  }

  /** How many keys are at most this one. */
  upper(key) {
    const a = this.keys;
    let low = 0;
    let high = this.n;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (a[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Good, pass or fail; a level-1 veto allows pass at most. */
function banded(total, veto, bands) {
  if (total >= bands[1]) return veto === 0 ? 1 : 2;
  return total >= bands[2] ? 2 : 3;
}

function prefix(h, from, length = 2048) {
  let at = 0;
  for (let i = from; i < from + length; i++) {
    const count = h[i];
    h[i] = at;
    at += count;
  }
}
