import fc from 'fast-check';
import { agentNames, commandsOf, sceneOf, type Command, type Scene } from './commands.ts';
import type { Operation } from './operation.ts';
import { runCommands } from './run-sequence.ts';
import { startModelServer, type ModelServer } from './model-server.ts';

/** The number of generated sequences. The default is small; a release uses `MODEL_RUNS=1000`. */
const runs = Number(process.env.MODEL_RUNS ?? '42');
const maxCommands = 30;
/** The number of concurrent runs; a run mostly waits for responses. The first lane also checks pushed events. */
const lanes = 3;

/** The time limit in milliseconds. It includes the shrinking of a failure. */
const limitMs = 60_000 + 1000 * runs;

/** The seed of the generator. Set MODEL_SEED to the seed that a failure printed to repeat it. */
const seed = process.env.MODEL_SEED === undefined ? Date.now() : Number(process.env.MODEL_SEED);

/** The operations that every test run compares. A few generated sequences may not contain one of them. */
const mainOperations = [
  'startInteraction',
  'acceptInteraction',
  'singleStepTransfer',
  'acceptInteraction',
  'inviteUser',
  'acceptInteraction',
  'leaveConference',
  'completeInteraction',
] as const;

/** A sequence in which each main operation succeeds. */
const mainSequence: [Scene, Command[]] = [
  {
    agents: agentNames.map((username) => ({
      username,
      nickname: null,
      skills: ['billing', 'tech'],
      maxConcurrent: 2,
      presence: 'IDLE',
    })),
  },
  mainOperations.map((kind) => ({ kind, wild: false, pick: 0, keyed: false })),
];

describe.each([['never'], ['last']] as const)('declined interactions are offered again: %s', (reoffer) => {
  let modelServer: ModelServer | undefined;
  beforeAll(async () => {
    modelServer = await startModelServer(import.meta.url, reoffer);
  });
  afterAll(() => modelServer?.server.stop());

  test(
    'system and model agree after every operation and on the final view of every caller',
    async () => {
      const done: Operation['kind'][] = [];
      const lane = (number: number) =>
        fc.assert(
          fc.asyncProperty(sceneOf, commandsOf(maxCommands), async (scene, commands) => {
            if (modelServer === undefined) throw new Error('The server did not start.');
            done.push(
              ...(
                await runCommands(modelServer.newContext({ recordsEvents: number === 0 }), scene, commands)
              ).map(({ kind }) => kind),
            );
          }),
          {
            examples: number === 0 ? [mainSequence] : [],
            numRuns: Math.ceil(runs / 2 / lanes),
            seed: seed + number,
            plugins: [fc.interruptAfterTimeLimit(limitMs, { failOnInterrupt: true })],
          },
        );
      await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
      expect(done).toEqual(expect.arrayContaining([...mainOperations]));
    },
    limitMs + 10_000,
  );
});
