import type { DeliveryLine, EndLine, FollowerRole, FollowLine } from './history.ts';

/** One logical follower of one interaction: its connections, one after the other. */
export interface Chain {
  readonly client: string;
  readonly principal: string;
  readonly role: FollowerRole;
  readonly conv: string;
  /** Where it began: 0 for the beginning of the interaction. */
  readonly after: number;
  readonly links: readonly { readonly delivered: readonly DeliveryLine[] }[];
  /** It was there until the end, with time to catch up. */
  readonly isLive: boolean;
  readonly historyLost: boolean;
}

export function chainsOf(
  follows: readonly FollowLine[],
  deliveries: readonly DeliveryLine[],
  ends: readonly EndLine[],
): Chain[] {
  const delivered = Map.groupBy(deliveries, ({ subId }) => subId);
  const ended = new Map(ends.map((end) => [end.subId, end.reason]));
  return [...Map.groupBy(follows, ({ client, conv }) => `${client} ${conv}`).values()].flatMap((unsorted) => {
    const connections = [...unsorted].sort((a, b) => a.m - b.m);
    const [first] = connections;
    const last = connections.at(-1);
    if (first === undefined || last === undefined) return [];
    const { client, principal, role, conv, after } = first;
    const reason = ended.get(last.subId);
    return [
      {
        client,
        principal,
        role,
        conv,
        after: after ?? 0,
        links: connections.map(({ subId }) => ({ delivered: delivered.get(subId) ?? [] })),
        isLive: reason === 'completed' || reason === 'quiet',
        historyLost: connections.some(({ subId }) => ended.get(subId) === 'history lost'),
      },
    ];
  });
}
