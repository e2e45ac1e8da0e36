import { type ReactNode, useId } from 'react';
import style from './Panel.module.css';

interface Props {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  /** Without inner margin: for a table that fills it. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A sheet of paper on the page, with a heading. */
export function Panel({ title, actions, flush = false, children }: Props) {
  const heading = useId();
  return (
    <section className={style.panel} {...(title !== undefined && { 'aria-labelledby': heading })}>
      {title !== undefined && (
        <div className={style.head}>
          <h2 id={heading}>{title}</h2>
          {actions && <div className={`${style.actions} no-print`}>{actions}</div>}
        </div>
      )}
      <div className={flush ? style.flush : style.body}>{children}</div>
    </section>
  );
}
