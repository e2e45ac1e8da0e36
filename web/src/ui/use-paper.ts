import type { TableProps } from 'antd';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether the page is being printed; drawn anew before the printer takes it. */
export function usePaper(): boolean {
  const [isPaper, setPaper] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPaper(true));
    const end = (): void => setPaper(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return isPaper;
}

/** On paper nothing is left out for want of room, and nothing can be pressed. */
export const onPaper = <R>(columns: NonNullable<TableProps<R>['columns']>): typeof columns =>
  columns.filter(({ key }) => key !== 'actions').map(({ responsive: _, ...column }) => column);
