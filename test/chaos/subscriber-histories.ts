import type { DeliveryLine, EndLine, SubscriberRole, SubscriptionLine } from './history.ts';

/** A logical subscriber of one interaction with its consecutive connections. */
export interface SubscriberHistory {
  readonly client: string;
  readonly tenant: string;
  readonly principal: string;
  readonly role: SubscriberRole;
  readonly conv: string;
  /** The sequence number after which the subscriber began; 0 for the start of the interaction. */
  readonly after: number;
  readonly connections: readonly { readonly delivered: readonly DeliveryLine[] }[];
  /** Whether the subscriber stayed connected until the end and had time to receive all events. */
  readonly isLive: boolean;
  readonly historyLost: boolean;
}

export function subscriberHistories(
  subscriptions: readonly SubscriptionLine[],
  deliveries: readonly DeliveryLine[],
  ends: readonly EndLine[],
): SubscriberHistory[] {
  const delivered = Map.groupBy(deliveries, ({ subId }) => subId);
  const ended = new Map(ends.map((end) => [end.subId, end.reason]));
  return [...Map.groupBy(subscriptions, ({ client, conv }) => `${client} ${conv}`).values()].flatMap(
    (unsorted) => {
      const connections = [...unsorted].sort((a, b) => a.m - b.m);
      const [first] = connections;
      const last = connections.at(-1);
      if (first === undefined || last === undefined) return [];
      const { client, tenant, principal, role, conv, after } = first;
      const reason = ended.get(last.subId);
      return [
        {
          client,
          tenant,
          principal,
          role,
          conv,
          after: after ?? 0,
          connections: connections.map(({ subId }) => ({ delivered: delivered.get(subId) ?? [] })),
          isLive: reason === 'completed' || reason === 'quiet',
          historyLost: connections.some(({ subId }) => ended.get(subId) === 'history lost'),
        },
      ];
    },
  );
}
