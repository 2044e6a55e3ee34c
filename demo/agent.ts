import {
  isRefused,
  type InteractionEvent,
  type Notification,
  type Switchboard,
} from '../src/client/index.ts';
import { seenOfFlow } from './flow-summary.ts';
import type { Conversation, Person, Presence, Stage } from './stage.ts';

type Offer = Extract<Notification, { readonly __typename: 'InteractionOffered' }>;

interface Colleague {
  readonly name: string;
  readonly username: string;
}

/** An agent at work: takes what is offered, until the doors are closed. Several conversations go on at once. */
export async function playAgent(
  stage: Stage,
  me: Person & Colleague,
  presence: Presence,
  colleagues: readonly Colleague[],
  goHome: AbortSignal,
): Promise<void> {
  const { client } = presence;
  const { name } = me;
  const atWork = new Set<Promise<void>>();
  /** Open offers are told again after a broken connection. */
  const answering = new Set<string>();

  await tidyUp(client, me.username);
  await client.setAgentState('IDLE');
  stage.say(name, 'signs in');
  for await (const notification of client.notifications({ signal: goHome })) {
    if (notification.__typename !== 'InteractionOffered') continue;
    // Not by the interaction alone: what one hands over may come back at once.
    const offer = `${notification.interaction.id} ${notification.at}`;
    if (answering.has(offer)) continue;
    answering.add(offer);
    const work = answer(notification)
      .catch((error: unknown) => {
        stage.tally.failures.push(`${name}: ${String(error)}`);
      })
      .finally(() => {
        answering.delete(offer);
        atWork.delete(work);
      });
    atWork.add(work);
  }
  await Promise.all(atWork);
  await client.setAgentState('LOGGED_OFF', { reason: 'End of shift' });
  stage.say(name, 'signs out');

  async function answer({ interaction: { id, subject }, offerReason }: Offer): Promise<void> {
    const conversation = stage.conversations.get(id) ?? (await soon(id));
    await stage.pause(400 + presence.random.below(800));
    if (conversation === undefined) return improvise(id);
    if (offerReason === 'QUEUE' && conversation.rejectionsLeft > 0) {
      conversation.rejectionsLeft -= 1;
      if (!isRefused(await client.rejectInteraction(id)))
        stage.say(name, `turns down ${conversation.customer}'s chat`);
      return;
    }
    // The customer may have left, or the time be over.
    const accepted = await client.acceptInteraction(id, { nickname: name });
    if (isRefused(accepted)) return;
    stage.say(name, `takes ${conversation.customer}'s chat: ${subject ?? ''}`);
    const seen = await seenOfFlow(client, id);
    if (seen !== undefined) stage.say(name, `sees what ${conversation.customer} did before: ${seen}`);
    if (offerReason === 'INVITE') await help(id, conversation);
    else await converse(id, conversation, accepted.event?.sequence ?? 0);
  }

  /** Offered faster than the customer had the answer. */
  async function soon(id: string): Promise<Conversation | undefined> {
    for (let tries = 0; tries < 20 && !stage.conversations.has(id); tries++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return stage.conversations.get(id);
  }

  /** Somebody else's, as from GraphiQL: the agent answers whatever is said, until the customer leaves. */
  async function improvise(id: string): Promise<void> {
    const accepted = await client.acceptInteraction(id, { nickname: name });
    if (isRefused(accepted)) return;
    stage.say(name, 'takes a chat that is not of this play');
    await client.sendMessage(
      id,
      `Hello, I am ${name}. I am played by a script, but I read all that you write.`,
    );
    for await (const event of client.follow(id, { after: accepted.event?.eventId, signal: goHome }))
      if (event.__typename === 'ChatMessage' && event.role === 'CUSTOMER')
        await client.sendMessage(id, `You said: ${event.text ?? ''}`);
      else if (event.__typename === 'StatusChanged' && event.status === 'WRAP') break;
    await client.completeInteraction(id);
  }

  async function help(id: string, { scene, customer }: Conversation): Promise<void> {
    const all = stage.follow(name, presence, id, () => Promise.resolve());
    await stage.pause(800);
    await client.sendMessage(id, scene.topic.aside, { visibility: 'AGENTS' });
    stage.say(name, `to the agents alone: "${scene.topic.aside}"`);
    if (!isRefused(await client.leaveConference(id))) stage.say(name, `leaves ${customer}'s chat`);
    await all;
  }

  /** @param since before it the chat was somebody else's, or the agent's own an earlier time */
  async function converse(id: string, conversation: Conversation, since: number): Promise<void> {
    const { scene, customer } = conversation;
    const { lines: texts, workCode } = scene.topic;
    let lines = 0;
    /** Once the colleague has gone again. */
    let speaksNext = false;
    let joined = false;
    let mine = false;
    /** It was handed over: should it come back, that is another conversation. */
    let over = false;

    const speak = async (): Promise<void> => {
      if (!mine || over || scene.end === 'impatient') return;
      const text = texts[lines];
      if (text === undefined) {
        if (scene.end === 'agent' && !isRefused(await client.endChatSession(id)))
          stage.say(name, `ends ${customer}'s chat`);
        return;
      }
      if (lines % 2 === 0) return;
      stage.perhapsDrop(name, presence);
      if (scene.transferAt === lines && !conversation.transferred && (await transfer(id, conversation))) {
        over = true;
        return;
      }
      if (scene.inviteAt === lines && !conversation.invited && (await invite(id, conversation))) {
        speaksNext = true;
        void comes();
        return;
      }
      await client.startTyping(id);
      await stage.pause(scene.pauses[lines] ?? 0);
      if (isRefused(await client.sendMessage(id, text))) return;
      stage.tally.messages += 1;
      stage.say(name, `"${text}"`);
    };

    /** Who is asked in and does not come is not waited for. */
    const comes = async (): Promise<void> => {
      await stage.pause(15_000);
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
          mine = event.sequence >= since && event.owner?.agent?.username === me.username;
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
          if (event.status !== 'WRAP' || !mine || over) return;
          await stage.pause(1500);
          await client.updateAttachedData(id, { solved: scene.end !== 'impatient' });
          if (isRefused(await client.completeInteraction(id, { workCodes: [workCode] }))) return;
          stage.tally.completed += 1;
          stage.say(name, `completes ${customer}'s chat: ${workCode.group}, ${workCode.name}`);
          return;
        default:
          return;
      }
    };
    await stage.follow(name, presence, id, act);
  }

  async function transfer(id: string, conversation: Conversation): Promise<boolean> {
    const { otherSkill } = conversation.scene.topic;
    conversation.transferred = true;
    if (isRefused(await client.singleStepTransfer(id, { skill: otherSkill }))) return false;
    stage.say(name, `hands ${conversation.customer}'s chat to whoever knows of ${otherSkill}`);
    return true;
  }

  /** @returns whether a colleague comes: those without time refuse */
  async function invite(id: string, conversation: Conversation): Promise<boolean> {
    conversation.invited = true;
    for (const colleague of colleagues)
      if (!isRefused(await client.inviteUser(id, colleague.username))) {
        stage.say(name, `asks ${colleague.name} into ${conversation.customer}'s chat`);
        return true;
      }
    return false;
  }
}

/** What a run that was broken off has left behind would take up the agent's time for ever. */
async function tidyUp(client: Switchboard, username: string): Promise<void> {
  const { interactions } = await client.query<
    { interactions: { nodes: { id: string; attributes: unknown }[] } },
    { username: string }
  >(
    `query ($username: ID!) {
      interactions(status: [ACTIVE, WRAP], agent: $username, first: 100) { nodes { id attributes } }
    }`,
    { username },
  );
  for (const { id, attributes } of interactions.nodes)
    if (isPlayed(attributes)) await client.completeInteraction(id);
}

const isPlayed = (attributes: unknown): boolean =>
  typeof attributes === 'object' && attributes !== null && 'demo' in attributes;
