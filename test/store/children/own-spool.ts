import { openSpool } from '../../../store/spool/spool.ts';
import { clock, keptLog } from '../examples.ts';

/** Opens the spool in a directory, says so, and keeps it until it is killed. */
const [directory = ''] = process.argv.slice(2);
await openSpool({ directory }, { sink: { insertSegment: async () => undefined }, log: keptLog(), clock });
process.stdout.write('open\n');
setInterval(() => undefined, 60_000);
