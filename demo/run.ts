import { runAgent } from './agent.ts';
import { runCustomer } from './customer.ts';
import { createScenario } from './scenario.ts';
import { Simulation, type OnStart, type Person, type SimulationOptions } from './simulation.ts';
import type { Statistics } from './statistics.ts';

export interface Summary {
  readonly statistics: Statistics;
  readonly drops: { readonly sockets: number; readonly answers: number };
}

/** Seed offset of applications, so that the random numbers of people do not depend on them. */
const applicationNumber = 100_000;

/**
 * Runs until `closing` is aborted or all conversations have ended. Then the agents sign out.
 * @param announce called for each flow and each interaction that starts
 */
export async function runSimulation(
  options: SimulationOptions,
  announce: OnStart = () => undefined,
): Promise<Summary> {
  const simulation = new Simulation(options);
  const endOfShift = new AbortController();
  const agents = options.agents.map((person, number) => ({
    person,
    connection: simulation.connect(person, number),
  }));
  const signedIn = await Promise.all(
    agents.map(async ({ person, connection }) => {
      const agent = await connection.client.setAgentState('UNAVAILABLE');
      for (const skill of agent?.skills ?? []) simulation.skills.add(skill);
      return { ...person, connection, username: agent?.username ?? person.name };
    }),
  );
  const working = Promise.all(
    signedIn.map(({ connection, ...me }) =>
      runAgent(
        simulation,
        me,
        connection,
        signedIn.filter(({ username }) => username !== me.username),
        endOfShift.signal,
      ),
    ),
  );

  const runVisits = async (person: Person, number: number): Promise<void> => {
    const connection = simulation.connect(person, options.agents.length + number);
    // Each phone has a connection of its own.
    const application =
      options.application === undefined
        ? undefined
        : simulation.connect({ ...person, token: options.application }, applicationNumber + number);
    // Each customer has scenarios of its own, so that the assignment does not depend on speed.
    for (
      let scenario = number;
      scenario < (options.conversations ?? Infinity);
      scenario += options.customers.length
    ) {
      if (options.closing.aborted) break;
      await runCustomer(
        simulation,
        person,
        { ...connection, application },
        createScenario(options.seed, scenario, options.customers.length),
        announce,
      ).catch((error: unknown) => {
        simulation.statistics.failures.push(`${person.name}: ${String(error)}`);
      });
    }
    connection.client.dispose();
    application?.client.dispose();
  };
  try {
    await Promise.all(options.customers.map(runVisits));
  } finally {
    endOfShift.abort();
    await working;
    for (const { connection } of agents) connection.client.dispose();
  }
  return { statistics: simulation.statistics, drops: simulation.drops };
}
