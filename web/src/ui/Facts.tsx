import type { ReactNode } from 'react';
import style from './Facts.module.css';

const LONG = 32;
const isLong = (value: ReactNode): boolean => typeof value === 'string' && value.length > LONG;

/** Label and value pairs, two or three beside each other where there is room. Absent values are said to be absent. */
export function Facts({ of }: { readonly of: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className={style.facts}>
      {of.map(([label, value]) => (
        <div key={label} className={`${style.pair} ${isLong(value) ? style.wide : ''}`}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? <span className="soft">未填</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
