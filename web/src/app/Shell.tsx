import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useMe } from '../api/me.ts';
import { SessionGuard } from '../features/sessions/SessionGuard.tsx';
import { SignOutButton } from '../features/sessions/SignOutButton.tsx';
import { Loading } from '../ui/Shown.tsx';
import { type Entry, entriesFor, maySee } from './navigation.ts';
import { DeniedPage } from './PageFailed.tsx';
import style from './Shell.module.css';

function NavigationList({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <ul>
      {entries.map(({ to, title }) => (
        <li key={to}>
          <Link
            to={to}
            className={style.entry}
            activeOptions={{ exact: to === '/' }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {title}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** After a change of page the heading's words are what a screen reader should start with, and the title of the tab. */
function useArrival(): React.RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== undefined && before.current !== path) main.current?.focus({ preventScroll: true });
    before.current = path;
  }, [path]);
  return main;
}

/** What stands round every page: who we are, where one can go, who is signed in. */
export function Shell() {
  const me = useMe();
  const main = useArrival();
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the page changes
  useEffect(() => setOpen(false), [path]);
  return (
    <div className={style.shell}>
      <a className={style.skip} href="#main">
        跳到正文
      </a>
      <header className={`${style.top} no-print`}>
        <button
          type="button"
          className={style.menu}
          aria-expanded={open}
          aria-controls="navigation"
          onClick={() => setOpen(!open)}
        >
          菜单
        </button>
        <Link to="/" className={style.brand}>
          <b>准绳</b>
          <span>{me.authority.name}依法行政考核</span>
        </Link>
        <div className={style.person}>
          <Link to="/account" className={style.name} title="我的账号">
            {me.displayName}
          </Link>
          <SignOutButton />
        </div>
      </header>
      <nav id="navigation" aria-label="主导航" className={`${style.side} ${open ? style.open : ''} no-print`}>
        <NavigationList entries={entriesFor(me)} />
      </nav>
      <main id="main" ref={main} tabIndex={-1} className={style.main}>
        <Suspense fallback={<Loading />}>{maySee(path, me) ? <Outlet /> : <DeniedPage />}</Suspense>
      </main>
      <SessionGuard />
    </div>
  );
}
