import type { ReactNode } from 'react';
import style from './PageHead.module.css';

interface Props {
  readonly title: ReactNode;
  /** Where this page lies, from the outermost in. */
  readonly crumbs?: ReactNode;
  readonly detail?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of a page: where we are, what it is called, what can be done. */
export function PageHead({ title, crumbs, detail, actions }: Props) {
  return (
    <header className={style.head}>
      <div className={style.words}>
        {crumbs && (
          <nav aria-label="所在位置" className={style.crumbs}>
            {crumbs}
          </nav>
        )}
        <h1>{title}</h1>
        {detail && <p className={style.detail}>{detail}</p>}
      </div>
      {actions && <div className={`${style.actions} no-print`}>{actions}</div>}
    </header>
  );
}
