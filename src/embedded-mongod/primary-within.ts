import { pause } from './abortable.ts';
import type { Acquisition } from './hold.ts';
import { portOf } from './living-mongod.ts';
import type { LivingMongod } from './living-mongod.ts';
import { makePrimary } from './replica-set.ts';

const lookMs = 100;

/** Makes a mongod primary that is not our child, so that its end has to be looked for. */
export async function primaryWithin(
  { directory, signal }: Pick<Acquisition, 'directory' | 'signal'>,
  mongod: LivingMongod,
  patienceMs: number,
): Promise<{ version: string } | 'ended' | 'silent'> {
  const given = new AbortController();
  const deadline = Date.now() + patienceMs;
  let verdict: 'ended' | 'silent' | undefined;
  const watching = (async () => {
    while (!given.signal.aborted) {
      if ((await portOf(directory, mongod.pid)) === undefined) verdict = 'ended';
      else if (Date.now() > deadline) verdict = 'silent';
      if (verdict !== undefined) given.abort();
      await pause(lookMs, given.signal).catch(() => undefined);
    }
  })();
  try {
    return { version: await makePrimary(mongod, AbortSignal.any([given.signal, signal])) };
  } catch (error) {
    if (verdict !== undefined) return verdict;
    throw error;
  } finally {
    given.abort();
    await watching;
  }
}
