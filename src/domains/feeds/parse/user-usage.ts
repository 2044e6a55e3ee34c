import type { ParsedEvent } from './event.ts';
import { present, type EventFields } from './fields.ts';

/** Parses a User Event: a login, a logout, or a heartbeat between them. */
export function parseUserUsage(fields: EventFields): Omit<ParsedEvent, 'namespace' | 'latest'> {
  const at = fields.required('UsageEntryTime', fields.instant('UsageEntryTime'));
  const usage = present({
    username: fields.required('Username', fields.id('Username')),
    at,
    action: fields.required('UsageActionCode', fields.id('UsageActionCode')),
    productId: fields.id('ProductId'),
    reportHierarchy: fields.hierarchy('UserReportHierarchy'),
  });
  return {
    activityType: 'USER_USAGE',
    at,
    about: [],
    content: { of: 'agent', changes: [], usage: [usage] },
  };
}
