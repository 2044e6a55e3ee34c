/** Prints what each layout loses to single-character damages: `node test/intake/support/damage-table.ts DAMAGES SEED [details]`. */
import { damageTable } from './damage.ts';

const [damages = '1000', seed = '13', details] = process.argv.slice(2);
const table = await damageTable(Number(damages), Number(seed));
console.table(table.map(({ details: _, ...counts }) => counts));
if (details !== undefined) for (const result of table) console.log(result.details.join('\n'));
