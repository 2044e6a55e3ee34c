import { interactionOf, isRefused } from '../src/client/index.ts';
import type { Scenario } from './scenario.ts';
import type { OnStart, Person, Connection, Simulation } from './simulation.ts';
import { runFlow } from './flow-run.ts';

/** Runs one conversation of a customer, from the first message to the end of the scenario. */
export async function runCustomer(
  simulation: Simulation,
  person: Person,
  connection: Connection & { readonly application: Connection | undefined },
  scenario: Scenario,
  announce: OnStart,
): Promise<void> {
  const { name } = person;
  const { client, application } = connection;
  const { topic, end, pauses } = scenario;
  await simulation.pause(scenario.pauseBefore);
  const flow =
    application !== undefined && scenario.beginsWithFlow
      ? await runFlow(simulation, person, application, scenario, (id) => {
          announce('flow', id);
        })
      : undefined;
  const started = await client.startInteraction({
    subject: topic.subject,
    ...(simulation.skills.has(topic.skill) ? { skill: topic.skill } : {}),
    nickname: name,
    attributes: { demo: true, scenario: scenario.number },
    ...(flow === undefined ? {} : { interactionUniqueId: flow }),
  });
  const { id } = interactionOf(started);
  simulation.statistics.interactions += 1;
  simulation.conversations.set(id, {
    scenario,
    customer: name,
    rejectionsLeft: scenario.rejections,
    invited: false,
    transferred: false,
  });
  simulation.say(name, `asks for a chat: ${topic.subject}`);
  announce('interaction', id);

  let lines = 0;
  const leave = async () => {
    if (isRefused(await client.leaveInteraction(id))) return;
    simulation.say(name, end === 'impatient' ? 'leaves without waiting' : 'leaves');
  };
  const speak = async () => {
    const text = topic.lines[lines];
    if (end === 'impatient' && lines > 0) return leave();
    if (text === undefined) return end === 'customer' ? leave() : undefined;
    // The agent sends every other line.
    if (lines % 2 === 1) return;
    simulation.maybeDropConnection(name, connection);
    await client.startTyping(id);
    await simulation.pause(pauses[lines] ?? 0);
    if (!isRefused(await client.sendMessage(id, text))) {
      simulation.statistics.messages += 1;
      simulation.say(name, `"${text}"`);
    }
  };
  await simulation.follow(name, connection, id, async (event) => {
    if (event.__typename === 'ParticipantJoined' && event.participant.role === 'CUSTOMER') await speak();
    if (event.__typename !== 'ChatMessage') return;
    lines += 1;
    await speak();
  });
}
