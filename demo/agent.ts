import {
  isRefused,
  type InteractionEvent,
  type Notification,
  type Switchboard,
} from '../src/client/index.ts';
import { readFlowSummary } from './flow-summary.ts';
import type { Conversation, Person, Connection, Simulation } from './simulation.ts';

type Offer = Extract<Notification, { readonly __typename: 'InteractionOffered' }>;

interface Colleague {
  readonly name: string;
  readonly username: string;
}

/** Runs an agent that accepts offers until the end of the shift. Several conversations run at the same time. */
export async function runAgent(
  simulation: Simulation,
  me: Person & Colleague,
  connection: Connection,
  colleagues: readonly Colleague[],
  endOfShift: AbortSignal,
): Promise<void> {
  const { client } = connection;
  const { name } = me;
  const atWork = new Set<Promise<void>>();
  /** Offers in progress. Open offers are delivered again after a broken connection. */
  const answering = new Set<string>();

  await completeLeftovers(client);
  await client.setAgentState('IDLE');
  simulation.say(name, 'signs in');
  for await (const notification of client.notifications({ signal: endOfShift })) {
    if (notification.__typename !== 'InteractionOffered') continue;
    // The interaction's id alone is not unique: a transferred interaction can come back at once.
    const offer = `${notification.interactionId} ${notification.at}`;
    if (answering.has(offer)) continue;
    answering.add(offer);
    const work = answer(notification)
      .catch((error: unknown) => {
        simulation.statistics.failures.push(`${name}: ${String(error)}`);
      })
      .finally(() => {
        answering.delete(offer);
        atWork.delete(work);
      });
    atWork.add(work);
  }
  await Promise.all(atWork);
  await client.setAgentState('LOGGED_OFF', { reason: 'End of shift' });
  simulation.say(name, 'signs out');

  async function answer({ interactionId: id, interaction, offerReason }: Offer): Promise<void> {
    const conversation = simulation.conversations.get(id) ?? (await waitForConversation(id));
    await simulation.pause(400 + connection.random.below(800));
    if (conversation === undefined) return improvise(id);
    if (offerReason === 'QUEUE' && conversation.rejectionsLeft > 0) {
      conversation.rejectionsLeft -= 1;
      if (!isRefused(await client.rejectInteraction(id)))
        simulation.say(name, `rejects ${conversation.customer}'s chat`);
      return;
    }
    // The customer may have left, or the offer may have expired.
    const accepted = await client.acceptInteraction(id, { nickname: name });
    if (isRefused(accepted)) return;
    simulation.say(name, `accepts ${conversation.customer}'s chat: ${interaction?.subject ?? ''}`);
    const flow = await readFlowSummary(client, id);
    if (flow !== undefined) simulation.say(name, `sees ${conversation.customer}'s ${flow}`);
    if (offerReason === 'INVITE') await help(id, conversation);
    else await converse(id, conversation, accepted.event?.sequence ?? 0);
  }

  /** Waits up to one second: the offer can arrive before the customer's own request is answered. */
  async function waitForConversation(id: string): Promise<Conversation | undefined> {
    for (let tries = 0; tries < 20 && !simulation.conversations.has(id); tries++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return simulation.conversations.get(id);
  }

  /** Answers a chat that the demo did not start, such as one from GraphiQL, until the customer leaves. */
  async function improvise(id: string): Promise<void> {
    const accepted = await client.acceptInteraction(id, { nickname: name });
    if (isRefused(accepted)) return;
    simulation.say(name, 'accepts a chat from outside the demo');
    await client.sendMessage(id, `Hello, I am ${name}. I am a script, but I read all your messages.`);
    for await (const event of client.follow(id, { after: accepted.event?.eventId, signal: endOfShift }))
      if (event.__typename === 'ChatMessage' && event.role === 'CUSTOMER')
        await client.sendMessage(id, `You said: ${event.text ?? ''}`);
      else if (event.__typename === 'StatusChanged' && event.status === 'WRAP') break;
    await client.completeInteraction(id);
  }

  async function help(id: string, { scenario, customer }: Conversation): Promise<void> {
    const all = simulation.follow(name, connection, id, () => Promise.resolve());
    await simulation.pause(800);
    await client.sendMessage(id, scenario.topic.aside, { visibility: 'AGENTS' });
    simulation.say(name, `to the agents only: "${scenario.topic.aside}"`);
    if (!isRefused(await client.leaveConference(id))) simulation.say(name, `leaves ${customer}'s chat`);
    await all;
  }

  /** @param since sequence number of the agent's acceptance. Earlier changes of the owner are ignored */
  async function converse(id: string, conversation: Conversation, since: number): Promise<void> {
    const { scenario, customer } = conversation;
    const { lines: texts, workCode } = scenario.topic;
    let lines = 0;
    /** Whether the agent sends its next line after an invited colleague has left. */
    let speaksNext = false;
    let joined = false;
    let isOwner = false;
    /** Whether the chat was transferred. If it comes back, another call handles it. */
    let wasTransferred = false;

    const speak = async (): Promise<void> => {
      if (!isOwner || wasTransferred || scenario.end === 'impatient') return;
      const text = texts[lines];
      if (text === undefined) {
        if (scenario.end === 'agent' && !isRefused(await client.endChatSession(id)))
          simulation.say(name, `ends ${customer}'s chat`);
        return;
      }
      if (lines % 2 === 0) return;
      simulation.maybeDropConnection(name, connection);
      if (scenario.transferAt === lines && !conversation.transferred && (await transfer(id, conversation))) {
        wasTransferred = true;
        return;
      }
      if (scenario.inviteAt === lines && !conversation.invited && (await invite(id, conversation))) {
        speaksNext = true;
        void continueWithoutColleague();
        return;
      }
      await client.startTyping(id);
      await simulation.pause(scenario.pauses[lines] ?? 0);
      if (isRefused(await client.sendMessage(id, text))) return;
      simulation.statistics.messages += 1;
      simulation.say(name, `"${text}"`);
    };

    /** Continues without the invited colleague after 15 seconds. */
    const continueWithoutColleague = async (): Promise<void> => {
      await simulation.pause(15_000);
      if (!speaksNext || joined) return;
      speaksNext = false;
      await speak();
    };

    const act = async (event: InteractionEvent): Promise<void> => {
      switch (event.__typename) {
        case 'ChatMessage':
          if (event.visibility !== 'EVERYONE') return;
          lines += 1;
          await speak();
          return;
        case 'OwnerChanged':
          isOwner = event.sequence >= since && event.owner?.agent?.username === me.username;
          await speak();
          return;
        case 'ParticipantJoined':
          joined ||= speaksNext;
          return;
        case 'ParticipantLeft':
          if (!speaksNext || event.participant.role !== 'AGENT') return;
          speaksNext = false;
          await speak();
          return;
        case 'StatusChanged':
          if (event.status !== 'WRAP' || !isOwner || wasTransferred) return;
          await simulation.pause(1500);
          await client.updateAttachedData(id, { solved: scenario.end !== 'impatient' });
          if (isRefused(await client.completeInteraction(id, { workCodes: [workCode] }))) return;
          simulation.statistics.completed += 1;
          simulation.say(name, `completes ${customer}'s chat: ${workCode.group}, ${workCode.name}`);
          return;
        default:
          return;
      }
    };
    await simulation.follow(name, connection, id, act);
  }

  async function transfer(id: string, conversation: Conversation): Promise<boolean> {
    const { otherSkill } = conversation.scenario.topic;
    conversation.transferred = true;
    if (isRefused(await client.singleStepTransfer(id, { skill: otherSkill }))) return false;
    simulation.say(name, `transfers ${conversation.customer}'s chat to skill ${otherSkill}`);
    return true;
  }

  /** Invites the first colleague with a free slot. @returns false if there is none */
  async function invite(id: string, conversation: Conversation): Promise<boolean> {
    conversation.invited = true;
    for (const colleague of colleagues)
      if (!isRefused(await client.inviteUser(id, colleague.username))) {
        simulation.say(name, `invites ${colleague.name} to ${conversation.customer}'s chat`);
        return true;
      }
    return false;
  }
}

/** Completes the interactions of an aborted run, which would otherwise occupy the agent's slots. */
async function completeLeftovers(client: Switchboard): Promise<void> {
  const { interactions } = await client.query<
    { interactions: { nodes: { id: string; attributes: unknown }[] } },
    object
  >(
    '{ interactions(filter: { isIn: true, status: [ACTIVE, WRAP] }, first: 100) { nodes { id attributes } } }',
    {},
  );
  for (const { id, attributes } of interactions.nodes)
    if (isOfDemo(attributes)) await client.completeInteraction(id);
}

const isOfDemo = (attributes: unknown): boolean =>
  typeof attributes === 'object' && attributes !== null && 'demo' in attributes;
