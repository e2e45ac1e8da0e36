import type { diagnostic } from '@zhunsheng/contract/shapes';
import type { z } from 'zod';
import style from './Diagnostics.module.css';

export type Diagnostic = z.output<typeof diagnostic>;

const SEVERITIES = { error: '错误', warning: '提醒', advice: '建议' } as const;

const placeOf = ({ place }: Diagnostic): string =>
  [place.file, place.cell ?? (place.line === undefined ? undefined : `第${place.line}行`), place.id]
    .filter((part) => part !== undefined)
    .join(' ');

/** Every finding with its place and how to mend it; errors first, in the order of the file. */
export function Diagnostics({ of }: { readonly of: readonly Diagnostic[] }) {
  const order = ['error', 'warning', 'advice'];
  const sorted = [...of].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return (
    <ol className={style.list} aria-label="检查结果">
      {sorted.map((found, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: findings have no id and never move
        <li key={at} className={style[found.severity]}>
          <span className={style.severity}>{SEVERITIES[found.severity]}</span>
          {placeOf(found) && <span className={style.place}>{placeOf(found)}</span>}
          <span>
            {found.message}
            {found.hint && <span className="soft">　{found.hint}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
