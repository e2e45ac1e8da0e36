/** Bootstrap (初始化): the one-time link that makes an authority and its three administrators. Nobody is one by being first. */
export { bootstrapRoutes } from './bootstrap.routes.ts';
export { createBootstrapToken, start } from './bootstrap.service.ts';
