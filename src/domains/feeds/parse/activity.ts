import type { FeedActivity, FeedSource, Namespace } from '../model.ts';
import { isObject } from './fields.ts';
import { isSymbeeActivity } from './symbee.ts';

/** What an event tells of, as far as that shows without understanding the rest: it need not be one that can be taken. */
export function activityOf(source: FeedSource, value: unknown): FeedActivity | undefined {
  if (source === 'CONNECT_CONTACT') return 'CONTACT_RECORD';
  if (source === 'CONNECT_AGENT') return 'AGENT_EVENT';
  const word = isObject(value) ? value.ActivityType : undefined;
  return isSymbeeActivity(word) ? word : undefined;
}

/** Whose it is. Amazon Connect's events name no company. */
export function namespaceIn(source: FeedSource, value: unknown): Namespace {
  if (source !== 'SYMBEE' || !isObject(value)) return {};
  const { CompanyId: companyId, Environment: environment } = value;
  return {
    ...(isName(companyId) ? { companyId } : {}),
    ...(isName(environment) ? { environment } : {}),
  };
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';
