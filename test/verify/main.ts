/** `npm run verify [-- part ... [argument ...]]`: the checks before a release that take longer than `npm test` may. */
import { parts, type Part } from './parts.ts';
import { runPart, type PartResult } from './run-part.ts';

const isNumber = (argument: string): boolean => /^[0-9]+$/.test(argument);
const names = process.argv.slice(2).filter((argument) => !isNumber(argument));
/** Numbers are the arguments of the chosen part, such as the size of its sample. */
const numbers = process.argv.slice(2).filter(isNumber);
const unknown = names.filter((name) => parts.every((part) => part.name !== name));
if (unknown.length > 0) {
  console.error(
    `There is no part ${unknown.join(', ')}. Parts: ${parts.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const chosen: readonly Part[] = names.length === 0 ? parts : parts.filter(({ name }) => names.includes(name));
const results: PartResult[] = [];
for (const [index, part] of chosen.entries()) {
  console.log(
    `\n[${index + 1}/${chosen.length}] ${part.name} (at most ${part.limitMinutes} min): ${part.holds}`,
  );
  results.push(await runPart({ ...part, command: [...part.command, ...numbers] }));
}
console.log();
for (const { name, outcome, seconds } of results)
  console.log(`${name.padEnd(12)} ${outcome} in ${seconds} s`);
const failed = results.filter(({ outcome }) => outcome !== 'passed').length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
