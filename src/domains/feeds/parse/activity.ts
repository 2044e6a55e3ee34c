import { isJsonObject } from '../../../kernel/json.ts';
import type { FeedActivity, FeedSource, Namespace } from '../model.ts';

import { isSymbeeActivity } from './symbee.ts';

/** Returns the type of an event. The rest of the event can be invalid. */
export function activityOf(source: FeedSource, value: unknown): FeedActivity | undefined {
  if (source === 'CONNECT_CONTACT') return 'CONTACT_RECORD';
  if (source === 'CONNECT_AGENT') return 'AGENT_EVENT';
  const activityType = isJsonObject(value) ? value.ActivityType : undefined;
  return isSymbeeActivity(activityType) ? activityType : undefined;
}

/** Returns the namespace of an event. The events of Amazon Connect have none. */
export function namespaceIn(source: FeedSource, value: unknown): Namespace {
  if (source !== 'SYMBEE' || !isJsonObject(value)) return {};
  const { CompanyId: companyId, Environment: environment } = value;
  return {
    ...(isNonEmpty(companyId) ? { companyId } : {}),
    ...(isNonEmpty(environment) ? { environment } : {}),
  };
}

const isNonEmpty = (value: unknown): value is string => typeof value === 'string' && value !== '';
