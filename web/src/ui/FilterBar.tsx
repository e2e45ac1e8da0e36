import type { ReactNode } from 'react';
import style from './FilterBar.module.css';

/** The row of filters above a table. */
export const FilterBar = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <search className={`${style.bar} no-print`} aria-label={label}>
    {children}
  </search>
);
