import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { analyze } from '../../../analyzer/analyze.ts';
import { rescore } from '../../../analyzer/rescore/rescore.ts';
import { seenByEach } from '../../../analyzer/vantages/seen.ts';
import type { Observation } from '../../../model/observation.ts';
import { observationId } from '../../../model/observation-id.ts';
import { anExchange, aServer, host, observed } from '../../../rules/given/builders.ts';
import { aSession, aTls } from '../../../rules/given/certificates.ts';
import { nodeInfoOf } from '../../../rules/given/documents.ts';
import { rules as allRules } from '../../../rules/index.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import type { ByVantageOrder } from '../../../store/vantages.ts';
import { clock, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';

const hourMs = 3_600_000;
const day = 24;
const at = (hours: number) => new Date(Date.UTC(2026, 4, 1) + hours * hourMs).toISOString();
const rules = allRules.filter(({ id }) => ['tls.valid', 'nodeinfo.software-drift'].includes(id));
const valid = observed('tls', aTls());
const expired = observed('tls', aTls(aSession({ problem: 'tls-expired' })));
/** It waits for no answer: who saw that may come later than its slots say. */
const open = observed('nodeinfo', nodeInfoOf('mastodon', '4.5.0'));
const busy = observed('nodeinfo', nodeInfoOf('mastodon', '4.5.0'), {
  exchanges: [anExchange({ status: 429 })],
});

/** A vantage's observation, as its crawler would have made it at that hour. */
function from(vantage: string, hours: number, observation: Observation, server = aServer.host): Observation {
  const made = { ...observation, server, vantage, scheduledAt: at(hours), startedAt: at(hours) };
  return { ...made, id: observationId(made) };
}

let store: ScratchStore;
beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.empty();
  await store.enrol([aServer, { ...aServer, host: host('other.example') }]);
});

/** TLS is asked every day, NodeInfo every hour. */
const periodMs = (probe: string) => (probe === 'tls' ? day : 1) * hourMs;
const options = () => ({ rules, log: keptLog(), store, vantages: { store, periodMs } });

/** What is found when it happens, and then from the beginning. */
async function bothWays(story: readonly Observation[]) {
  for (const visit of story) {
    await store.take([visit]);
    await analyze(options(), new Date(0).toISOString());
  }
  const ids = { rules: rules.map(({ id }) => id) };
  const live = await store.findingsSince(ids, at(0));
  const span = { since: at(0), until: at(365 * day) };
  const again = { fleet: [], servers: await store.servers(), all: true, dryRun: false };
  const rescored = await rescore({ ...options(), ...again, stop: new AbortController().signal }, span);
  return { live, rescored, made: await store.findingsSince(ids, at(0)) };
}

/** Visits that ask no TLS. */
const visits = (hours: readonly number[], ...vantages: readonly string[]) =>
  hours.flatMap((hour) => vantages.map((vantage) => from(vantage, hour, open)));

describe('what several vantages saw of a question', () => {
  test.each([
    [
      'that is older than two of the longest periods',
      [from('far', 0, valid), from('near', 1, expired), ...visits([30, 60, 61], 'far', 'near')],
    ],
    [
      'whose newest answer is a period old, and another one fresh beside it',
      [from('far', 0, valid), from('near', 40, expired), ...visits([50, 51], 'far', 'near')],
    ],
  ])('counts %s, the same live as made again', async (_what, story) => {
    const { live, rescored, made } = await bothWays(story);

    const said = live.filter(({ rule }) => rule === 'tls.valid').map(({ because }) => because);
    expect(said.at(-1)).toMatch(/^Our vantages disagree/);
    expect(rescored).toMatchObject({ replaced: 0, made: 0, changes: [], bugs: [] });
    expect(made).toEqual(live);
  });

  test('is no longer asked of one that rests for longer than that, the same live as made again', async () => {
    const { live, rescored } = await bothWays([
      ...[from('far', 0, valid), from('near', 1, expired), from('far', 2, busy)],
      ...visits([50, 51], 'near'),
    ]);

    expect(live.filter(({ rule }) => rule === 'tls.valid').at(-1)?.outcome).toBe('failed');
    expect(rescored).toMatchObject({ replaced: 0, made: 0, changes: [] });
  });

  test('is read in one go of all servers, and by itself of one that was not asked it for long', async () => {
    const other = host('other.example');
    const late = [from('far', 0, valid), from('near', 1, expired)];
    const usual = ['far', 'near'].map((vantage) => from(vantage, 400, valid, other));
    const latest = [...[late[1]!, from('near', 430, open)], ...[usual[1]!, from('near', 430, open, other)]];
    await store.take([...late, ...usual, ...latest]);
    const orders: ByVantageOrder[] = [];
    const reads = {
      vantages: () => store.vantages(),
      latestByVantage: (order: ByVantageOrder) => {
        orders.push(order);
        return store.latestByVantage(order);
      },
    };

    const seen = await seenByEach({ store: reads, periodMs }, { servers: await store.servers(), latest });

    expect(orders.map(({ servers, since }) => [servers, since])).toEqual([
      [[other], at(430 - 2 * day)],
      [[aServer.host], at(430 - 2 * day)],
    ]);
    expect(orders.map(({ older }) => older)).toEqual([
      { probes: ['tls'], since: at(400 - 2 * day) },
      { probes: ['tls'], since: at(1 - 2 * day) },
    ]);
    const answers = (name: typeof other) =>
      seen.get(name)?.map(({ vantage, probe }) => `${probe} ${vantage}`);
    expect(answers(other)).toEqual(['tls far', 'nodeinfo near', 'tls near']);
    expect(answers(aServer.host)).toEqual(['tls far', 'nodeinfo near', 'tls near']);
  });

  test('is read together of all servers, where it is a question that nobody is asked any more', async () => {
    const names = [aServer.host, host('other.example')];
    const latest = names.flatMap((server, place) => [
      from('near', 5 + place, { ...open, probe: 'retired' }, server),
      from('near', 429, valid, server),
      from('near', 430, open, server),
    ]);
    await store.take(latest);
    const orders: ByVantageOrder[] = [];
    const latestByVantage = (order: ByVantageOrder) => {
      orders.push(order);
      return store.latestByVantage(order);
    };

    const reads = { vantages: () => store.vantages(), latestByVantage };
    const seen = await seenByEach({ store: reads, periodMs }, { servers: await store.servers(), latest });

    expect(orders.map(({ servers }) => servers.toSorted())).toEqual([names.toSorted()]);
    expect(names.map((name) => seen.get(name)?.length)).toEqual([3, 3]);
  });
});
