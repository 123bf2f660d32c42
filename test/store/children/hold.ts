import { openStore } from '../../../store/open.ts';
import { clock, keptLog } from '../examples.ts';

/** Opens the store in a directory, says so, and keeps it until it is killed. */
const [path = ''] = process.argv.slice(2);
await openStore({ path }, { log: keptLog(), clock });
process.stdout.write('open\n');
setInterval(() => undefined, 60_000);
