/** All scopes with their meanings. docs/scopes.md is checked against this table. */
export const scopes = {
  'hybris.interactionrecording_view': 'read chat transcripts',
  'hybris.interactionrecording_manage': 'create chat transcripts',
  'hybris.interactionrecording_delete': 'delete chat transcripts',
  'engagement.view': 'read the engagement history',
  'flow.view': 'read interaction flows',
  'flow.manage': 'run interaction flows',
  'flow.secret': 'see secret variables of interaction flows',
  'chat.agent': 'the chat operations of an agent, on interactions that one takes part in',
  'interaction.agent': 'the general operations of an agent, on interactions that one takes part in',
  'chat.customer': "the customer's side of one's own interactions",
  'interaction.view': 'read and follow any interaction of the tenant',
  'agent.view': 'see agents and their state',
  'agent.manage': "change agents' state, skills and capacity",
  'customer.view': 'see customers and their timelines',
  'customer.manage': 'merge, split and erase customers',
  'feed.view': 'see trace records and feeds',
  'feed.personal': 'see what they say of customers',
  'feed.erase': 'erase what they say of customers',
  'feed.ingest': 'ingest and import feeds',
} as const;

export type Scope = keyof typeof scopes;

export const isScope = (word: string): word is Scope => Object.hasOwn(scopes, word);

export type PrincipalKind = 'agent' | 'customer' | 'service';

const agentScopes: readonly Scope[] = ['chat.agent', 'interaction.agent'];

/** Returns the kind of a principal with these scopes, or undefined if the scopes are of a customer and of an agent, which is invalid. */
export function kindOf(granted: ReadonlySet<string>): PrincipalKind | undefined {
  const customer = granted.has('chat.customer');
  const agent = agentScopes.some((scope) => granted.has(scope));
  if (customer && agent) return undefined;
  return customer ? 'customer' : agent ? 'agent' : 'service';
}
