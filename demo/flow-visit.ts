import { pagesOf } from './pages.ts';
import { takePhoto } from './photo.ts';
import type { Scene } from './script.ts';
import type { Person, Presence, Stage } from './stage.ts';

const variableSet = 'shop';

/**
 * What a customer does on the telephone's screen before asking for somebody. The shop's application tells of it, and its followers see
 * it as it happens.
 * @returns the flow's identifier
 */
export async function walkFlow(
  stage: Stage,
  { name, id: customerId }: Person,
  application: Presence,
  { number, topic, pauses }: Scene,
  announce: (interactionUniqueId: string) => void,
): Promise<string> {
  const { client, random } = application;
  const { interactionUniqueId } = await client.startFlow({
    title: topic.subject,
    ...(customerId === undefined ? {} : { customerId }),
  });
  stage.tally.flows += 1;
  stage.say(name, `looks for help on the phone's screen: flow ${interactionUniqueId}`);
  announce(interactionUniqueId);
  const told = stage.followFlow(name, application, interactionUniqueId);
  for (const [n, { variables, asksForPhoto = false, ...step }] of pagesOf(topic, number).entries()) {
    await stage.pause(pauses[n] ?? 0);
    stage.perhapsDrop(name, application);
    await client.recordFlowStep(interactionUniqueId, step);
    if (variables !== undefined) await client.setFlowVariables(interactionUniqueId, variableSet, variables);
    const answers = step.choices.map(({ value }) => `"${value}"`);
    stage.say(name, [step.title, ...answers].join(' '));
    if (!asksForPhoto) continue;
    const photo = await takePhoto(random);
    const { width, height } = await client.uploadPhoto(interactionUniqueId, photo, { stepId: step.id });
    stage.say(name, `takes a photo, ${width} × ${height}`);
  }
  await client.completeFlow(interactionUniqueId);
  await told;
  return interactionUniqueId;
}
