import fc from 'fast-check';
import { commandsOf, sceneOf } from './commands.ts';
import type { Operation } from './operation.ts';
import { play } from './play.ts';
import { openTheatre, type Theatre } from './stage.ts';

/** Small in `npm test`; `MODEL_RUNS=1000` for a release. */
const runs = Number(process.env.MODEL_RUNS ?? '60');
const maxCommands = 30;
/** A run mostly waits for answers, so several go side by side. The first also listens to all that is pushed. */
const lanes = 3;

/** Making a failure smaller ends here too. */
const limitMs = 60_000 + 1000 * runs;

/** Set to one that a failure printed, to see it again. */
const seed = process.env.MODEL_SEED === undefined ? Date.now() : Number(process.env.MODEL_SEED);

describe.each([['never'], ['last']] as const)('agents who declined are offered it again %s', (reoffer) => {
  let theatre: Theatre | undefined;
  beforeAll(async () => {
    theatre = await openTheatre(import.meta.url, reoffer);
  });
  afterAll(() => theatre?.server.stop());

  test(
    'system and model agree after every step, and on what everybody is shown in the end',
    async () => {
      const done: Operation['kind'][] = [];
      const lane = (number: number) =>
        fc.assert(
          fc.asyncProperty(sceneOf, commandsOf(maxCommands), async (scene, commands) => {
            if (theatre === undefined) throw new Error('The server did not start.');
            done.push(
              ...(await play(theatre.newStage({ listens: number === 0 }), scene, commands)).map(
                ({ kind }) => kind,
              ),
            );
          }),
          {
            numRuns: Math.ceil(runs / 2 / lanes),
            seed: seed + number,
            interruptAfterTimeLimit: limitMs,
            markInterruptAsFailure: true,
          },
        );
      await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
      // A model that nothing is asked of agrees with everything.
      for (const kind of [
        'acceptInteraction',
        'singleStepTransfer',
        'leaveConference',
        'completeInteraction',
      ] as const)
        expect(done).toContain(kind);
    },
    limitMs + 10_000,
  );
});
