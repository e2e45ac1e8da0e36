import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { meQuery } from '../api/me.ts';
import { Loading } from '../ui/Shown.tsx';
import { NotFoundPage, PageFailed } from './PageFailed.tsx';
import { Shell } from './Shell.tsx';
import { listSearch, ownSearch } from './search.ts';

interface Known {
  readonly queries: QueryClient;
}

const root = createRootRouteWithContext<Known>()({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: ownSearch(['error', 'back']),
  component: lazyRouteComponent(() => import('../features/sessions/SignInPage.tsx'), 'SignInPage'),
});
const bootstrap = createRoute({
  getParentRoute: () => root,
  path: '/bootstrap',
  component: lazyRouteComponent(() => import('../features/bootstrap/BootstrapPage.tsx'), 'BootstrapPage'),
});

/** Everything behind the sign-in: who is not signed in, or still owes a code or a password, is sent there first. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(meQuery);
    if (me?.step !== 'ready') {
      const back = location.href === '/' ? undefined : location.href;
      throw redirect({ to: '/login', search: { back } });
    }
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('../features/todos/HomePage.tsx'), 'HomePage'),
});
const assessments = createRoute({
  getParentRoute: () => inside,
  path: '/assessments',
  component: lazyRouteComponent(() => import('../features/assessments/AssessmentsPage.tsx'), 'AssessmentsPage'),
});
const assessment = createRoute({
  getParentRoute: () => inside,
  path: '/assessments/$assessmentId',
  component: lazyRouteComponent(() => import('../features/assessments/AssessmentPage.tsx'), 'AssessmentPage'),
});
const ranking = createRoute({
  getParentRoute: () => inside,
  path: '/scores/$assessmentId',
  validateSearch: ownSearch(['group', 'grade', 'search']),
  component: lazyRouteComponent(() => import('../features/scores/RankingPage.tsx'), 'RankingPage'),
});
const distribution = createRoute({
  getParentRoute: () => inside,
  path: '/scores/$assessmentId/distribution',
  component: lazyRouteComponent(() => import('../features/scores/DistributionPage.tsx'), 'DistributionPage'),
});
const sheet = createRoute({
  getParentRoute: () => inside,
  path: '/scores/$assessmentId/subjects/$subjectId',
  validateSearch: ownSearch(['item']),
  component: lazyRouteComponent(() => import('../features/scores/SheetPage.tsx'), 'SheetPage'),
});
const scheme = createRoute({
  getParentRoute: () => inside,
  path: '/schemes/$schemeId',
  component: lazyRouteComponent(() => import('../features/schemes/SchemePage.tsx'), 'SchemePage'),
});
const schemes = createRoute({
  getParentRoute: () => inside,
  path: '/schemes',
  component: lazyRouteComponent(() => import('../features/schemes/SchemesPage.tsx'), 'SchemesPage'),
});
const organizations = createRoute({
  getParentRoute: () => inside,
  path: '/organizations',
  validateSearch: listSearch(['search', 'group', 'class', 'state', 'parentId']),
  component: lazyRouteComponent(() => import('../features/organizations/OrganizationsPage.tsx'), 'OrganizationsPage'),
});
const organizationTree = createRoute({
  getParentRoute: () => inside,
  path: '/organizations/tree',
  component: lazyRouteComponent(
    () => import('../features/organizations/OrganizationTreePage.tsx'),
    'OrganizationTreePage',
  ),
});
const organization = createRoute({
  getParentRoute: () => inside,
  path: '/organizations/$organizationId',
  component: lazyRouteComponent(() => import('../features/organizations/OrganizationPage.tsx'), 'OrganizationPage'),
});
const accounts = createRoute({
  getParentRoute: () => inside,
  path: '/accounts',
  validateSearch: listSearch(['search']),
  component: lazyRouteComponent(() => import('../features/accounts/AccountsPage.tsx'), 'AccountsPage'),
});
const ownAccount = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/accounts/OwnAccountPage.tsx'), 'OwnAccountPage'),
});
const ownSessions = createRoute({
  getParentRoute: () => inside,
  path: '/sessions',
  component: lazyRouteComponent(() => import('../features/sessions/SessionsPage.tsx'), 'SessionsPage'),
});
const jobs = createRoute({
  getParentRoute: () => inside,
  path: '/jobs',
  component: lazyRouteComponent(() => import('../features/jobs/JobsPage.tsx'), 'JobsPage'),
});
const files = createRoute({
  getParentRoute: () => inside,
  path: '/files/$organizationId',
  validateSearch: listSearch(['search']),
  component: lazyRouteComponent(() => import('../features/files/FilesPage.tsx'), 'FilesPage'),
});
const destructions = createRoute({
  getParentRoute: () => inside,
  path: '/files/destructions',
  validateSearch: listSearch([]),
  component: lazyRouteComponent(() => import('../features/files/DestructionsPage.tsx'), 'DestructionsPage'),
});
const grants = createRoute({
  getParentRoute: () => inside,
  path: '/grants',
  validateSearch: listSearch(['state']),
  component: lazyRouteComponent(() => import('../features/grants/GrantsPage.tsx'), 'GrantsPage'),
});
/** Any other address, inside the frame. */
const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFoundPage });
const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: listSearch(['kind', 'from', 'to', 'accountId', 'targetId']),
  component: lazyRouteComponent(() => import('../features/audit/AuditPage.tsx'), 'AuditPage'),
});

const tree = root.addChildren([
  signIn,
  bootstrap,
  inside.addChildren([
    home,
    assessments,
    assessment,
    ranking,
    distribution,
    sheet,
    schemes,
    scheme,
    organizations,
    organizationTree,
    organization,
    accounts,
    ownAccount,
    ownSessions,
    grants,
    jobs,
    files,
    destructions,
    audit,
    nowhere,
  ]),
]);

/** Every address of the application; the only place that knows all features. */
export const createAppRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });
