import { Button } from 'antd';
import style from './Progress.module.css';

interface Props {
  readonly label: string;
  readonly done: number;
  /** 0 as long as it is not known. */
  readonly total: number;
  readonly cancel?: () => void;
}

/** How far long work is, and the way to stop it. */
export function Progress({ label, done, total, cancel }: Props) {
  const share = total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : undefined;
  return (
    <div className={style.progress}>
      <progress aria-label={label} className={style.bar} {...(share !== undefined && { value: share })} max={100} />
      <span className={style.words}>
        {label}
        {share === undefined ? '……' : ` ${share}%`}
      </span>
      {cancel && (
        <Button size="small" onClick={cancel}>
          取消
        </Button>
      )}
    </div>
  );
}
