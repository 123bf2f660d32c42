import { openEmbedded } from '../../../store/engine/embedded.ts';
import { knownMigrations, migrate } from '../../../store/migrations.ts';
import { clock, keptLog } from '../examples.ts';

/** Migrates the store in a directory, and kills itself while the given statement runs. */
const [path = '', last = ''] = process.argv.slice(2);
const engine = await openEmbedded(path);
let count = -1;
const mortal = {
  ...engine,
  command: async (sql: string) => {
    const done = engine.command(sql);
    count += 1;
    if (count === Number(last)) process.kill(process.pid, 'SIGKILL');
    await done;
  },
};
await migrate(mortal, knownMigrations(), { log: keptLog(), clock, dialect: {} });
