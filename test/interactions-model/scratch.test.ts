import { replay } from './play.ts';
import { openTheatre, type Theatre } from './stage.ts';

let theatre: Theatre | undefined;
beforeAll(async () => {
  theatre = await openTheatre(import.meta.url, 'at once');
});
afterAll(() => theatre?.server.stop());
const agent = (username: string, presence: 'IDLE' | 'LOGGED_OFF' = 'IDLE', maxConcurrent = 1) => ({
  username,
  nickname: null,
  skills: ['billing', 'tech'],
  maxConcurrent,
  presence,
});
test('x', async () => {
  const seen: Record<string, number> = {};
  for (let i = 0; i < 30; i++) {
    const kind = 'startInteraction',
      customer = 'ann',
      type = 'WEBCHAT',
      skill = 'billing';
    const r = await replay(
      theatre!.newStage(),
      { agents: [agent('ada'), agent('bob'), agent('cyd', 'LOGGED_OFF')] },
      [
        { kind, customer, type, skill },
        { kind, customer, type, skill },
        { kind, customer, type, skill },
        { kind: 'acceptInteraction', agent: 'ada', interaction: 0 },
        { kind: 'singleStepTransfer', agent: 'ada', interaction: 0, to: { skill: 'billing' } },
      ],
    ).then(
      () => 'agree',
      (e: unknown) => String(e).split('\n').slice(9).join('; '),
    );
    seen[r] = (seen[r] ?? 0) + 1;
  }
  console.log(seen);
}, 300000);
