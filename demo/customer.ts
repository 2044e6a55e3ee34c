import { interactionOf, isRefused } from '../src/client/index.ts';
import type { Scene } from './script.ts';
import type { Announce, Person, Presence, Stage } from './stage.ts';
import { walkFlow } from './flow-visit.ts';

/** One visit of a customer: from the first line to the end, as the scene has it. */
export async function playCustomer(
  stage: Stage,
  person: Person,
  presence: Presence & { readonly application: Presence | undefined },
  scene: Scene,
  announce: Announce,
): Promise<void> {
  const { name } = person;
  const { client, application } = presence;
  const { topic, end, pauses } = scene;
  await stage.pause(scene.pauseBefore);
  const flow =
    application !== undefined && scene.beginsWithFlow
      ? await walkFlow(stage, person, application, scene, (id) => {
          announce('flow', id);
        })
      : undefined;
  const started = await client.startInteraction({
    subject: topic.subject,
    ...(stage.skills.has(topic.skill) ? { skill: topic.skill } : {}),
    nickname: name,
    attributes: { demo: true, scene: scene.number },
    ...(flow === undefined ? {} : { interactionUniqueId: flow }),
  });
  const { id } = interactionOf(started);
  stage.tally.interactions += 1;
  stage.conversations.set(id, {
    scene,
    customer: name,
    rejectionsLeft: scene.rejections,
    invited: false,
    transferred: false,
  });
  stage.say(name, `asks for a chat: ${topic.subject}`);
  announce('interaction', id);

  let lines = 0;
  const leave = async () => {
    if (isRefused(await client.leaveInteraction(id))) return;
    stage.say(name, end === 'impatient' ? 'has no patience, and leaves' : 'leaves');
  };
  const speak = async () => {
    const text = topic.lines[lines];
    if (end === 'impatient' && lines > 0) return leave();
    if (text === undefined) return end === 'customer' ? leave() : undefined;
    // The agent has every other line.
    if (lines % 2 === 1) return;
    stage.perhapsDrop(name, presence);
    await client.startTyping(id);
    await stage.pause(pauses[lines] ?? 0);
    if (!isRefused(await client.sendMessage(id, text))) {
      stage.tally.messages += 1;
      stage.say(name, `"${text}"`);
    }
  };
  await stage.follow(name, presence, id, async (event) => {
    if (event.__typename === 'ParticipantJoined' && event.participant.role === 'CUSTOMER') await speak();
    if (event.__typename !== 'ChatMessage') return;
    lines += 1;
    await speak();
  });
}
