import { setTimeout as delay } from 'node:timers/promises';
import { markedText } from './recorder.ts';
import { Subscriber } from './subscriber.ts';
import type { Conversation, LoadContext, TenantLoad } from './tenant-load.ts';

/** Callers of one tenant, with the names of the other's participants, try to read, follow and change its conversations. */
export async function intrude(
  own: TenantLoad,
  targets: readonly Conversation[],
  { urls, recorder, over, failed }: LoadContext,
): Promise<void> {
  const sue = await own.caller('sue', 'staff');
  const ann = await own.caller('ann', 'customer');
  const ada = await own.caller('ada', 'agent');
  const subscribers = targets.map(
    ({ conv }, position) =>
      new Subscriber({
        client: `intruder ${position}`,
        principal: sue.principal,
        conv,
        urls,
        recorder,
        attemptsWhenForbidden: 20,
      }),
  );
  const id = { types: '$id: ID!, $key: ID!', arguments: 'id: $id, idempotencyKey: $key' };
  for (let round = 0; !over.aborted && !failed.aborted; round++) {
    const { conv = '' } = targets[round % targets.length] ?? {};
    await sue.read(conv);
    await ann.read(conv);
    const variables = { id: conv, text: markedText(own.tenant, 'intruder') };
    await ann.attempt(
      {
        f: 'sendMessage',
        types: '$id: ID!, $key: ID!, $text: String!',
        arguments: 'id: $id, clientMessageId: $key, text: $text',
        variables,
        conv,
      },
      `intruder ${round}`,
    );
    await ada.attempt({ ...id, f: 'completeInteraction', variables, conv }, `intruder ${round}`);
    await delay(300);
  }
  await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
}
