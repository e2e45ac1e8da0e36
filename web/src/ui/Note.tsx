import type { ReactNode } from 'react';
import style from './Note.module.css';

interface Props {
  readonly tone?: 'plain' | 'warn' | 'bad' | 'good';
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Words to the reader: what happened and what to do. What is bad is read out at once. */
export function Note({ tone = 'plain', title, children, actions }: Props) {
  return (
    <div className={`${style.note} ${style[tone]}`} role={tone === 'bad' ? 'alert' : 'note'}>
      {title && <p className={style.title}>{title}</p>}
      {children}
      {actions && <div className={style.actions}>{actions}</div>}
    </div>
  );
}
