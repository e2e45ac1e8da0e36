import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { OutputOf } from '@zhunsheng/contract';
import { ROLES } from '@zhunsheng/contract/permissions';
import type { todos } from '@zhunsheng/contract/todos';
import type { ReactNode } from 'react';
import { api } from '../../api/client.ts';
import { useMay, useMe } from '../../api/me.ts';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { AssessmentCards } from './AssessmentCards.tsx';
import style from './HomePage.module.css';

type Todo = OutputOf<(typeof todos)['list']>['entries'][number];

const todosQuery = queryOptions({ queryKey: ['todos'], queryFn: () => api.todos.list({}) });

const WAYS = {
  'grants.decide': '/grants',
  'accounts.second-factor': '/account',
  'accounts.first-sign-in': '/accounts',
  'audit.verify': '/audit',
} as const;

/** Where a todo is done. */
function Way({ todo, children }: { readonly todo: Todo; readonly children: ReactNode }) {
  const { kind, assessmentId, subjectId } = todo;
  if (kind === 'grants.decide') {
    return (
      <Link to="/grants" search={{ state: 'proposed' }}>
        {children}
      </Link>
    );
  }
  if (kind in WAYS) return <Link to={WAYS[kind as keyof typeof WAYS]}>{children}</Link>;
  if (assessmentId && subjectId) {
    return (
      <Link to="/scores/$assessmentId/subjects/$subjectId" params={{ assessmentId, subjectId }}>
        {children}
      </Link>
    );
  }
  if (assessmentId && kind !== 'assessments.window') {
    return (
      <Link to="/scores/$assessmentId" params={{ assessmentId }}>
        {children}
      </Link>
    );
  }
  return (
    <Link to="/assessments/$assessmentId" params={{ assessmentId: assessmentId ?? '' }}>
      {children}
    </Link>
  );
}

function Todos({ entries, today }: { readonly entries: readonly Todo[]; readonly today: string }) {
  if (entries.length === 0) return <p className={style.nothing}>没有要办的事。</p>;
  return (
    <ul>
      {entries.map((todo) => (
        <li key={`${todo.kind} ${todo.title}`} className={style.todo}>
          <span className={style.words}>
            <Way todo={todo}>{todo.title}</Way>
            <span className="soft">{todo.detail}</span>
          </span>
          <span className={style.due}>{todo.due && (todo.due === today ? <b>今天截止</b> : `${todo.due}前`)}</span>
        </li>
      ))}
    </ul>
  );
}

/** The roles that somebody holds, each once, and until when where that is bounded. */
function useRolesText(): string {
  const { grants } = useMe();
  const words = grants.map(({ role, validTo }) => `${ROLES[role]}${validTo ? `（至${validTo}）` : ''}`);
  return [...new Set(words)].join('、') || '还没有任何角色，请联系系统管理员';
}

/** 首页: what I must do now and until when, and the way to what I may see. */
export function HomePage() {
  const me = useMe();
  const roles = useRolesText();
  const list = useQuery(todosQuery);
  const seesAssessments = useMay('assessments.read');
  return (
    <>
      <PageHead title={`${me.displayName}，您好`} detail={roles} />
      <Panel title="待办" flush>
        <Shown of={list} lines={3}>
          {({ entries, today }) => <Todos entries={entries} today={today} />}
        </Shown>
      </Panel>
      {seesAssessments && <AssessmentCards />}
    </>
  );
}
