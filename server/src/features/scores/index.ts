/** Scores (得分): what the core computes from an assessment's record, for reading. Nothing here is stored or edited. */

export { scoresRoutes } from './scores.routes.ts';
export { scoreNotices } from './scores.service.ts';
