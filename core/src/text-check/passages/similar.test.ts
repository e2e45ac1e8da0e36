import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigramsOf, similarity, similarPairs } from './similar.ts';

const text = fc.string({ unit: fc.constantFrom(...'未按期报送备案审查公开'), minLength: 2, maxLength: 12 });

describe('similar pairs', () => {
  it('are those that a comparison of each with each finds', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
        const sets = texts.map(bigramsOf);
        const all = sets.flatMap((a, i) =>
          sets.flatMap((b, k) => (k > i && similarity(a, b) >= 0.7 ? [`${i} ${k}`] : [])),
        );
        const found = similarPairs(texts, 0.7).map((pair) => pair.join(' '));
        expect(found.sort()).toEqual(all.sort());
      }),
    );
  });

  it('are not looked for among texts that all say the same', () => {
    expect(similarPairs(Array(5000).fill('未按期报送备案'), 0.7)).toEqual([]);
  });

  it('do not see spaces, brackets and 的', () => {
    expect(similarPairs(['未按期报送 备案的', '（未按期）报送备案'], 1)).toEqual([[0, 1]]);
  });
});
