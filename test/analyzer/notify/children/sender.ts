import { openReceivers } from '../../../../analyzer/notify/receivers.ts';
import { clock, keptLog } from '../../../store/examples.ts';
import { aNotice, keptMeter } from '../notices.ts';

/** Tells an Alertmanager and a webhook of one alert, says so, and goes on until it is killed. */
const [alertmanager = '', webhook = '', directory = ''] = process.argv.slice(2);
const receivers = await openReceivers(
  { alertmanager: [alertmanager], webhooks: [{ url: webhook }], directory, times: { resendMs: 1_000 } },
  { clock, log: keptLog(), meter: keptMeter(), userAgent: 'fediscope/test' },
);
await receivers.notify([aNotice()]);
await receivers.step();
receivers.start();
process.stdout.write('told\n');
// Its timer keeps no process alive.
setInterval(() => {}, 60_000);
