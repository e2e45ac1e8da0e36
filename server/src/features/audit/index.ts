/**
 * Audit (审计): what was done, by whom, in the same transaction as the doing, sealed into a digest chain that shows any
 * change, gap, reordering, cut tail or rebuilt chain. Every feature that writes stands on it.
 */
export { auditRoutes } from './audit.routes.ts';
export { chainHead, verifyAudit } from './audit.service.ts';
export { findLast } from './audit.store.ts';
export { type AuditEvent, PLATFORM, type Recorder, recordAudit } from './record-audit.ts';
export { type Sealer, sealPending, startSealer } from './sealer.ts';
