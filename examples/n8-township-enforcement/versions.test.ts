import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSchemeFile } from '@zhunsheng/documents';
import { expect, test } from 'vitest';

const HERE = dirname(fileURLToPath(import.meta.url));

test('the version before stays readable beside the one that replaced it', () => {
  const [before, now] = ['scheme-v1.yaml', 'scheme.yaml'].map((name) => readSchemeFile(join(HERE, name)));
  const found = [...(before?.diagnostics ?? []), ...(now?.diagnostics ?? [])];
  expect(found.filter((d) => d.accepted === undefined)).toEqual([]);
  expect([before?.scheme?.version, now?.scheme?.version]).toEqual([1, 2]);
  const note = now?.scheme?.document.note ?? '';
  for (const change of ['办案数量', '98%降为95%', '不再按件数扣分', '反馈整改', '新设立的镇街'])
    expect(note).toContain(change);
});
