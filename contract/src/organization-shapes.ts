import { z } from 'zod';
import { date, id, version } from './shapes.ts';

export const organizationState = z.enum(['open', 'closed']);

/** 单位 in a list. */
export const organizationEntry = z.object({
  organizationId: id,
  parentId: id.nullable(),
  code: z.string(),
  name: z.string(),
  shortName: z.string().nullable(),
  kind: z.string().nullable(),
  /** Group and class today. */
  group: z.string().nullable(),
  class: z.string().nullable(),
  openedOn: date,
  closedOn: date.nullable(),
  children: z.number().int(),
  version,
});

export const membership = z.object({ group: z.string(), class: z.string().nullable(), validFrom: date });

export const contact = z.object({
  contactId: id,
  kind: z.enum(['leader', 'liaison']),
  name: z.string(),
  title: z.string().nullable(),
  phone: z.string().nullable(),
  accountId: id.nullable(),
  validFrom: date,
  validTo: date.nullable(),
});

/** An event in the life of a body (沿革). */
export const organizationEvent = z.object({
  kind: z.enum(['open', 'close', 'rename', 'move', 'merge', 'split']),
  happenedOn: date,
  reason: z.string(),
  /** What was before and after, in words. */
  description: z.string(),
  others: z.array(z.object({ organizationId: id, name: z.string() })),
});

export const warning = z.object({ code: z.string(), message: z.string() });

/** 单位 with everything known of it. */
export const organization = organizationEntry.omit({ children: true }).extend({
  creditCode: z.string().nullable(),
  divisionCode: z.string().nullable(),
  path: z.array(z.object({ organizationId: id, name: z.string() })),
  memberships: z.array(membership),
  contacts: z.array(contact),
  history: z.array(organizationEvent),
  warnings: z.array(warning),
  actions: z.array(z.enum(['update', 'rename', 'move', 'close', 'merge', 'split'])),
});
