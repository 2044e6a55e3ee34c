/** All scopes with their meanings. docs/scopes.md is checked against this table. */
export const scopes = {
  'hybris.interactionrecording_view': 'read chat transcripts',
  'hybris.interactionrecording_manage': 'create chat transcripts',
  'hybris.interactionrecording_delete': 'delete chat transcripts',
  'engagement.view': 'read and export engagements',
  'flow.view': 'read interaction flows',
  'flow.manage': 'run interaction flows',
  'flow.secret': 'read secret variables of interaction flows',
  'chat.agent': 'chat operations of an agent on its own interactions',
  'interaction.agent': 'general operations of an agent on its own interactions',
  'chat.customer': 'operations of a customer on its own interactions',
  'interaction.view': 'read all interactions and subscribe to them',
  'agent.view': 'read all agents and their states',
  'agent.manage': "change agents' states, skills and capacity",
  'customer.view': 'read customers',
  'feed.view': 'read trace records and feed events without personal data',
  'feed.personal': 'read personal data of customers in feeds',
  'feed.erase': 'erase personal data of customers in feeds',
  'feed.ingest': 'ingest and import feed events',
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
