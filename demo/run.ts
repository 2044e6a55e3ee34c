import { playAgent } from './agent.ts';
import { playCustomer } from './customer.ts';
import { sceneOf } from './script.ts';
import { Stage, type Announce, type Person, type Play } from './stage.ts';
import type { Tally } from './tally.ts';

export interface Summary {
  readonly tally: Tally;
  readonly drops: { readonly sockets: number; readonly answers: number };
}

/** So that nobody's luck depends on whether there is one. */
const applicationNumber = 100_000;

/**
 * Plays until it is told to close, or all conversations are over; then everybody goes home.
 * @param announce told each flow and each interaction that is begun
 */
export async function run(play: Play, announce: Announce = () => undefined): Promise<Summary> {
  const stage = new Stage(play);
  const goHome = new AbortController();
  const agents = play.agents.map((person, number) => ({ person, presence: stage.enter(person, number) }));
  const signedIn = await Promise.all(
    agents.map(async ({ person, presence }) => {
      const agent = await presence.client.setAgentState('UNAVAILABLE');
      for (const skill of agent?.skills ?? []) stage.skills.add(skill);
      return { ...person, presence, username: agent?.username ?? person.name };
    }),
  );
  const working = Promise.all(
    signedIn.map(({ presence, ...me }) =>
      playAgent(
        stage,
        me,
        presence,
        signedIn.filter(({ username }) => username !== me.username),
        goHome.signal,
      ),
    ),
  );

  const visits = async (person: Person, number: number): Promise<void> => {
    const presence = stage.enter(person, play.agents.length + number);
    // Each telephone has a connection of its own.
    const application =
      play.application === undefined
        ? undefined
        : stage.enter({ ...person, token: play.application }, applicationNumber + number);
    // Each has scenes of their own: who plays which does not depend on who was faster.
    for (let scene = number; scene < (play.conversations ?? Infinity); scene += play.customers.length) {
      if (play.closing.aborted) break;
      await playCustomer(
        stage,
        person,
        { ...presence, application },
        sceneOf(play.seed, scene, play.customers.length),
        announce,
      ).catch((error: unknown) => {
        stage.tally.failures.push(`${person.name}: ${String(error)}`);
      });
    }
    presence.client.dispose();
    application?.client.dispose();
  };
  try {
    await Promise.all(play.customers.map(visits));
  } finally {
    goHome.abort();
    await working;
    for (const { presence } of agents) presence.client.dispose();
  }
  return { tally: stage.tally, drops: stage.drops };
}
