/**
 * Sessions (会话): signing in by password, second factor or 统一认证, and knowing afterwards who asks. Held on the server,
 * so that ending one ends it at once.
 */
export { authenticate } from './authenticate.ts';
export { addOidc } from './oidc.routes.ts';
export { sessionsRoutes } from './sessions.routes.ts';
