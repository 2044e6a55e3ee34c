import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parts } from './parts.ts';
import { runPart } from './run-part.ts';

const part = { name: 'planted', holds: '', limitMinutes: 1 } as const;

test('a part passes or fails as its script does', async () => {
  await expect(runPart({ ...part, command: ['check:format', '--', '--version'] })).resolves.toMatchObject({
    outcome: 'passed',
  });
  await expect(runPart({ ...part, command: ['no-such-script'] })).resolves.toMatchObject({
    outcome: 'failed',
  });
});

test('a part that exceeds its time limit is ended and reported', async () => {
  const result = await runPart({ ...part, command: ['start', '--', '--help'], limitMinutes: 0.0005 });
  expect(result).toMatchObject({ outcome: 'over its limit' });
  expect(result.seconds).toBeLessThan(20);
});

test('every part runs a script of package.json', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  for (const { command } of parts) expect(Object.keys(scripts)).toContain(command[0]);
});

test('the name of an unknown part is refused with the names of the known ones', async () => {
  const [code, said] = await new Promise<[unknown, string]>((resolve) => {
    execFile(process.execPath, ['test/verify/main.ts', 'nothing'], (error, _, text) => {
      resolve([error?.code, text]);
    });
  });
  expect(code).toBe(2);
  expect(said).toBe(`There is no part nothing. Parts: ${parts.map(({ name }) => name).join(', ')}.\n`);
});
