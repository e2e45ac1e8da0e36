import { CONTRACT } from '@zhunsheng/contract';
import type { FastifyInstance } from 'fastify';
import { inTenant, pingDatabase } from './database/in-tenant.ts';
import { accountsRoutes } from './features/accounts/index.ts';
import { assessmentsRoutes } from './features/assessments/index.ts';
import { auditRoutes, recordAudit } from './features/audit/index.ts';
import { bootstrapRoutes } from './features/bootstrap/index.ts';
import { filesRoutes } from './features/files/index.ts';
import { grantsRoutes } from './features/grants/index.ts';
import { jobsRoutes } from './features/jobs/index.ts';
import { locateOrganization, organizationsRoutes } from './features/organizations/index.ts';
import { schemesRoutes } from './features/schemes/index.ts';
import { scoresRoutes } from './features/scores/index.ts';
import { addOidc, authenticate, sessionsRoutes } from './features/sessions/index.ts';
import { todosRoutes } from './features/todos/index.ts';
import { buildServer } from './http/build-server.ts';
import type { Platform } from './http/context.ts';
import { createMetrics } from './http/metrics.ts';
import { type Gate, mount } from './http/mount.ts';

const gateOf = ({ config, connections, now }: Platform): Gate => ({
  authenticate: (db, secret) => authenticate(db, secret, config, now()),
  locate: (db) => (organizationId) => locateOrganization(db, organizationId),
  async denied(actor, caller, endpoint) {
    const recorder = { accountId: actor.accountId, name: actor.displayName, address: caller.address };
    const detail = { method: endpoint.method, path: endpoint.path };
    await inTenant(connections.aside, actor.authorityId, (db) =>
      recordAudit(db, recorder, { kind: 'permission.denied', title: `越权操作被拒绝：${endpoint.title}`, detail }),
    );
  },
});

/** The whole server: every feature of the contract with its handlers. */
export function buildApp(platform: Platform): FastifyInstance {
  const ready = async (): Promise<void> => {
    await pingDatabase(platform.connections.app);
  };
  const app = buildServer(platform.config, createMetrics(), ready);
  const gate = gateOf(platform);
  mount(app, platform, gate, CONTRACT.bootstrap, bootstrapRoutes);
  mount(app, platform, gate, CONTRACT.sessions, sessionsRoutes);
  mount(app, platform, gate, CONTRACT.accounts, accountsRoutes);
  mount(app, platform, gate, CONTRACT.grants, grantsRoutes);
  mount(app, platform, gate, CONTRACT.audit, auditRoutes);
  mount(app, platform, gate, CONTRACT.organizations, organizationsRoutes);
  mount(app, platform, gate, CONTRACT.schemes, schemesRoutes);
  mount(app, platform, gate, CONTRACT.assessments, assessmentsRoutes);
  mount(app, platform, gate, CONTRACT.scores, scoresRoutes);
  mount(app, platform, gate, CONTRACT.todos, todosRoutes);
  mount(app, platform, gate, CONTRACT.files, filesRoutes);
  mount(app, platform, gate, CONTRACT.jobs, jobsRoutes);
  addOidc(app, platform);
  return app;
}
