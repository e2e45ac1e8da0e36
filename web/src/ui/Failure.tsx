import { Button } from 'antd';
import { asRefusal, type Refusal } from '../api/refusal.ts';
import { Note } from './Note.tsx';

const HEADINGS: Record<string, string> = {
  'permission.denied': '没有权限',
  'request.not-found': '没有这个页面',
  offline: '连接中断',
  'server.database-unavailable': '暂时不能使用',
};

const headingOf = ({ code, status }: Refusal): string =>
  HEADINGS[code] ?? (status === 404 ? '找不到内容' : status >= 500 ? '系统出错' : '不能完成');

/** Why something could not be shown or done, in the server's words, and the way on. */
export function Failure({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const refusal = asRefusal(error);
  const canRetry = again && refusal.status !== 403 && refusal.status !== 404;
  return (
    <Note tone="bad" title={headingOf(refusal)} {...(canRetry && { actions: <Button onClick={again}>重试</Button> })}>
      <p>{refusal.message}</p>
      {refusal.issues.length > 0 && (
        <ul>
          {refusal.issues.map(({ field, message }) => (
            <li key={`${field} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
      {refusal.status >= 500 && refusal.requestId && <p className="soft">编号：{refusal.requestId}</p>}
    </Note>
  );
}
