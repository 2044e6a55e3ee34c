import { leewaySeconds, tokenFor } from '../support/server.ts';
import type { SubscriberRole } from './history.ts';
import { now } from './recorder.ts';

export interface Principal {
  readonly tenant: string;
  readonly name: string;
  readonly role: SubscriberRole;
}

export interface Token {
  readonly text: string;
  /** The time after which the token is not accepted, by the clock of the history. */
  readonly ends: number;
}

const scopes = {
  staff: 'interaction.view agent.view agent.manage',
  agent: 'chat.agent interaction.agent',
  customer: 'chat.customer',
};

/** @param acceptedSeconds the time for which servers accept the token, rounded to the second of its `exp` */
export async function issueTokenTo(
  { tenant, name, role }: Principal,
  acceptedSeconds = 3600,
): Promise<Token> {
  const text = await tokenFor(scopes[role], { subject: name, tenant, acceptedSeconds });
  const { exp } = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()) as {
    exp: number;
  };
  return { text, ends: now() + (exp + leewaySeconds) * 1000 - Date.now() };
}
