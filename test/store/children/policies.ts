import { openEmbedded } from '../../../store/engine/embedded.ts';
import type { Engine } from '../../../store/engine/engine.ts';
import { storeOver } from '../../../store/open.ts';
import { encodeBatch } from '../../../store/spool/segment.ts';
import { clock } from '../examples.ts';
import { secondDay } from '../policies/days.ts';

/** Takes the lists of the second day in, and kills itself before or after one of the inserts. */
const [path = '', when = '', occurrence = ''] = process.argv.slice(2);
const engine = await openEmbedded(path);
let left = Number(occurrence);
const mortal: Engine = {
  ...engine,
  insert: async (into) => {
    left -= 1;
    if (left === 0 && when === 'before') process.kill(process.pid, 'SIGKILL');
    await engine.insert(into);
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  },
};
const { parts } = encodeBatch({ observations: [], evidence: [], policies: secondDay });
await storeOver(mortal, clock).insertSegment({ id: 'second', parts: parts.filter(({ rows }) => rows > 0) });
