import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { api } from '../../api/client.ts';
import { useChange } from '../../api/queries.ts';
import { asRefusal } from '../../api/refusal.ts';
import { momentText } from '../../ui/moments.ts';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { useSay } from '../../ui/Toast.tsx';
import { sessionsQuery } from './sessions.api.ts';

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/QQBrowser/, 'QQ浏览器'],
  [/MetaSr|SE 2/, '搜狗浏览器'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome 内核浏览器'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];

const nameIn = (list: typeof BROWSERS, text: string): string | undefined => list.find(([sign]) => sign.test(text))?.[1];

/** A browser in words that its user knows. */
const browserOf = (userAgent: string): string =>
  [nameIn(BROWSERS, userAgent), nameIn(SYSTEMS, userAgent)].filter(Boolean).join('，') || '未知';

/** 登录会话: where one is signed in, and the way to end what is not one's own doing. */
export function SessionsPage() {
  const list = useQuery(sessionsQuery);
  const say = useSay();
  const revoke = useChange(api.sessions.revoke, [sessionsQuery.queryKey]);
  const end = (sessionId: string): void =>
    revoke.mutate({ sessionId }, { onError: (error) => say(asRefusal(error).message, 'bad') });
  return (
    <>
      <PageHead
        title="登录会话"
        crumbs={<Link to="/account">我的账号</Link>}
        detail="有不认识的，请立即注销并更换密码。"
      />
      <Panel flush>
        <Shown of={list} lines={4}>
          {({ entries }) => (
            <PlainTable
              cards
              label="登录会话"
              empty="没有会话。"
              rows={entries}
              rowKey={({ sessionId }) => sessionId}
              columns={[
                {
                  title: '浏览器',
                  show: ({ userAgent, current }) => `${browserOf(userAgent)}${current ? '（本次）' : ''}`,
                },
                { title: '地址', show: ({ address }) => address },
                { title: '登录时间', show: ({ createdAt }) => momentText(createdAt) },
                { title: '最近使用', show: ({ lastSeenAt }) => momentText(lastSeenAt) },
                {
                  title: '',
                  show: ({ sessionId, current, lastSeenAt }) =>
                    !current && (
                      <Button
                        size="small"
                        aria-label={`注销${momentText(lastSeenAt)}使用的会话`}
                        onClick={() => end(sessionId)}
                      >
                        注销
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </Shown>
      </Panel>
    </>
  );
}
