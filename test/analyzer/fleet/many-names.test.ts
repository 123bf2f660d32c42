import { expect, it } from 'vitest';
import { trustRules } from '../../../analyzer/fleet/admit.ts';
import { evaluateFleet } from '../../../analyzer/fleet/evaluate.ts';
import { ownFleetRules } from '../../../analyzer/fleet/load.ts';
import { openEmbedded } from '../../../store/engine/embedded.ts';
import { storeOver } from '../../../store/open.ts';
import { clock, keptLog } from '../../store/examples.ts';
import { storeDirectory } from '../../store/furnished.ts';

/** As many as give each seven rows, and more than an answer holds; the first five say that they are Mastodon. */
const servers = 3_000;

it('monitor.parse-failures speaks of the software that most run, however many names others invent', async () => {
  const engine = await openEmbedded(await storeDirectory());
  const probes = "['nodeinfo', 'webfinger', 'actor', 'instance-api', 'host-meta', 'key', 'outbox', 'peers']";
  await engine.command(`INSERT INTO observations (server, probe, scheduled_at, vantage, started_at, probe_version, consent, outcome, data, exchanges)
    SELECT concat('s', toString(number), '.example'), arrayJoin(${probes}), fromUnixTimestamp64Milli(${clock.now() - 60_000}, 'UTC') AS at, 'main', at, 1, 'peer', 'ok',
      concat('{"document":{"ok":true,"data":{"software":{"name":"', if(number < 5, 'mastodon', concat('own', toString(number))), '"}}}}'), '[]'
    FROM numbers(${servers})`);
  const store = storeOver(engine, clock);
  const rules = trustRules(
    { store },
    ownFleetRules().filter(({ id }) => id === 'monitor.parse-failures'),
  );
  const { signals, bugs, cut } = await evaluateFleet({ store, rules, clock, log: keptLog() });
  await engine.close();

  expect(bugs).toEqual([]);
  expect(cut).toEqual(new Set(['monitor.parse-failures']));
  expect(signals.filter(({ labels }) => labels['software'] === 'mastodon').length).toBe(7);
});
