import { randomBytes } from 'node:crypto';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Config } from '../config/config.ts';
import { AppError } from './app-error.ts';
import { handleError } from './error-handler.ts';
import { refuseForeignOrigin } from './foreign-origin.ts';
import { addHealth } from './health.ts';
import { addInterfacePage } from './interface-page.ts';
import { addMetrics, type Metrics } from './metrics.ts';
import { addSecurityHeaders, setSecurityHeaders } from './security-headers.ts';
import { addWebApplication } from './web-application.ts';

const MAX_JSON_BYTES = 1024 * 1024;
const MAX_PATH = 300;

/** What is logged of a request: its route, not its address, query or body, so that logs hold no personal data. */
function loggerOptions(level: Config['log']['level']) {
  return { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` };
}

function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, id: requestId } = request;
    const route = request.routeOptions.url ?? 'unknown';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    (request.log as FastifyBaseLogger).info({ requestId, method, route, status: reply.statusCode, ms });
  });
}

/** Files arrive as streams, read by the endpoint that wants them; JSON alone is read beforehand. */
function acceptFiles(app: FastifyInstance): void {
  app.addContentTypeParser('*', (_, payload, done) => done(null, payload));
}

/** The server without its features: limits, headers, logs, figures, health, one answer for every failure. */
export function buildServer(config: Config, metrics: Metrics, ready: () => Promise<void>): FastifyInstance {
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const app = fastify({
    logger: config.log.level === 'silent' ? false : loggerOptions(config.log.level),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomBytes(9).toString('base64url'),
    requestIdHeader: false,
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    bodyLimit: MAX_JSON_BYTES,
    // A large file over a slow line takes its time; one that stands still is cut off by the next limit.
    requestTimeout: 1_200_000,
    connectionTimeout: 130_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: MAX_PATH },
    // An address that cannot be read, or a part of it that is too long: no hook runs for it.
    frameworkErrors: (error, request, reply) => {
      setSecurityHeaders(reply, secure);
      handleError(error, request, reply);
    },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  addSecurityHeaders(app, secure);
  app.addHook('onRequest', async (request) => refuseForeignOrigin(request, config.publicUrl));
  acceptFiles(app);
  logRequests(app);
  addMetrics(app, metrics, config.metricsFrom);
  addHealth(app, ready);
  addInterfacePage(app);
  addWebApplication(app, config.webFolder);
  app.setErrorHandler((error, request, reply) => {
    handleError(error, request, reply);
    if (error instanceof AppError) metrics.refusals.inc({ code: error.code });
  });
  app.setNotFoundHandler((request, reply) => handleError(new AppError('request.not-found'), request, reply));
  return app;
}
