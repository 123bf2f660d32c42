import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../bin/clock.ts';
import { boundGarbage } from '../../bin/heap.ts';
import { serveWeb } from '../../dashboards/web/listen.ts';
import { createWeb } from '../../dashboards/web/web.ts';
import { openStore } from '../../store/open.ts';
import { depsOf } from '../../test/dashboards/web/site.ts';

/** Opens the store in a directory and serves the site over it; says how much memory it takes after half a minute in which nobody asks. */
boundGarbage();
const [path = ''] = process.argv.slice(2);
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const store = await openStore({ path }, { log, clock: systemClock });
const served = await serveWeb(createWeb(depsOf(store, { clock: systemClock })), {
  address: '127.0.0.1',
  port: 0,
});
await fetch(served.url);
await pause(30_000);
process.stdout.write(`${process.memoryUsage().rss}\n`);
await served.close();
await store.close();
