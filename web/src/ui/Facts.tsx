import type { ReactNode } from 'react';
import style from './Facts.module.css';

/** Label and value pairs, two or three beside each other where there is room. Absent values are said to be absent. */
export function Facts({ of }: { readonly of: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className={style.facts}>
      {of.map(([label, value]) => (
        <div key={label} className={style.pair}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? <span className="soft">未填</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
