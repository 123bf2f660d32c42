import { afterAll, beforeAll, expect, it } from 'vitest';
import { trustRules } from '../../../analyzer/fleet/admit.ts';
import { evaluateFleet } from '../../../analyzer/fleet/evaluate.ts';
import { ownFleetRules } from '../../../analyzer/fleet/load.ts';
import { instant } from '../../../model/clock.ts';
import type { Exchange } from '../../../model/exchange.ts';
import type { Host } from '../../../model/host.ts';
import type { Observation } from '../../../model/observation.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { anObservation, aServer, host, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';

const start = Date.parse('2026-11-20T10:00:00.000Z');
const minutes = 120;
const clock = { now: () => start + minutes * 60_000, elapsed: () => 0 };
const [pages, all] = [host('pages.example'), host('all.example')];
let store: ScratchStore;

beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
  await store.enrol([pages, all].map((name) => aServer(name, { role: 'hosted' })));
  const visits = Array.from({ length: minutes }, (_, minute) => minute);
  await store.take(visits.flatMap((minute) => [asked(pages, minute), asked(all, minute)]));
});
afterAll(() => store.close());

/** The actor, asked for as a peer and as a browser. From the hundredth minute on pages are slow and guarded; on one server so is the document. */
function asked(server: Host, minute: number): Observation {
  const scheduledAt = instant(start + minute * 60_000);
  const made = anObservation({ server, probe: 'actor', scheduledAt, startedAt: scheduledAt });
  const isGuarded = minute >= 100;
  const [one] = made.exchanges;
  if (one === undefined) throw new Error('an observation of the examples has an exchange');
  const document = { ...one, accept: 'application/activity+json' };
  const page = { ...one, accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  return {
    ...made,
    exchanges: [isGuarded && server === all ? guarded(document) : document, isGuarded ? guarded(page) : page],
  };
}

function guarded(exchange: Exchange): Exchange {
  const responseHeaders = { ...exchange.responseHeaders, 'cf-mitigated': 'challenge' };
  return { ...exchange, status: 403, responseHeaders, timings: { totalMs: 9_000 } };
}

it.each(['http.waf-onset', 'http.latency-p95'])(
  '%s judges what peers are answered, and no page for browsers',
  async (id) => {
    const rules = trustRules(
      { store },
      ownFleetRules().filter((rule) => rule.id === id),
    );
    const { signals } = await evaluateFleet({ store, rules, clock, log: keptLog() });

    expect(signals.map(({ labels, outcome }) => [labels['server'], outcome])).toEqual([
      ['all.example', 'failed'],
      ['pages.example', 'passed'],
    ]);
  },
);
