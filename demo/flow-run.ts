import { pagesOf } from './flow-pages.ts';
import { takePhoto } from './photo.ts';
import type { Scenario } from './scenario.ts';
import type { Person, Connection, Simulation } from './simulation.ts';

const variableSet = 'shop';

/**
 * Runs a flow on the phone's screen before the chat. The shop's application records it, and subscribers see each change.
 * @returns the flow's identifier
 */
export async function runFlow(
  simulation: Simulation,
  { name, id: customerId }: Person,
  application: Connection,
  { number, topic, pauses }: Scenario,
  announce: (interactionUniqueId: string) => void,
): Promise<string> {
  const { client, random } = application;
  const { interactionUniqueId } = await client.startFlow({
    title: topic.subject,
    ...(customerId === undefined ? {} : { customerId }),
  });
  simulation.statistics.flows += 1;
  simulation.say(name, `starts a flow on the phone's screen: flow ${interactionUniqueId}`);
  announce(interactionUniqueId);
  const followed = simulation.followFlow(name, application, interactionUniqueId);
  for (const [n, { variables, asksForPhoto = false, ...step }] of pagesOf(topic, number).entries()) {
    await simulation.pause(pauses[n] ?? 0);
    simulation.maybeDropConnection(name, application);
    await client.recordFlowStep(interactionUniqueId, step);
    if (variables !== undefined) await client.setFlowVariables(interactionUniqueId, variableSet, variables);
    const answers = step.choices.map(({ value }) => `"${value}"`);
    simulation.say(name, [step.title, ...answers].join(' '));
    if (!asksForPhoto) continue;
    const photo = await takePhoto(random);
    const { width, height } = await client.uploadPhoto(interactionUniqueId, photo, { stepId: step.stepId });
    simulation.say(name, `takes a photo, ${width} × ${height}`);
  }
  await client.completeFlow(interactionUniqueId);
  await followed;
  return interactionUniqueId;
}
