import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { analyze } from '../../../analyzer/analyze.ts';
import { rescore } from '../../../analyzer/rescore/rescore.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Observation } from '../../../model/observation.ts';
import { observationId } from '../../../model/observation-id.ts';
import { anExchange, aServer, observed } from '../../../rules/given/builders.ts';
import { aSession, aTls } from '../../../rules/given/certificates.ts';
import { nodeInfoOf } from '../../../rules/given/documents.ts';
import { places } from '../../../rules/given/offers.ts';
import { rules as allRules } from '../../../rules/index.ts';
import type { ServerRule } from '../../../rules/rule.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { clock, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';

const minute = 60_000;
const at = (minutes: number) => new Date(Date.UTC(2026, 5, 2, 0, minutes)).toISOString();
const day = 24 * 60;
const chosen = ['tls.valid', 'tls.expiry', 'tls.chain-complete', 'licence.software-declared'];
const rules = allRules.filter(({ id }) => chosen.includes(id));
const drift = allRules.filter(({ id }) => id === 'nodeinfo.software-drift');
const valid = observed('tls', aTls());
const expired = observed('tls', aTls(aSession({ problem: 'tls-expired' })));
const unchained = observed('tls', aTls(aSession({ problem: 'tls-chain-incomplete' })));
const hiding = observed('nodeinfo', nodeInfoOf('nextsocial'), {
  exchanges: [anExchange({ responseHeaders: { server: 'Mastodon' }, cookieNames: ['_mastodon_session'] })],
});
const answered = { exchanges: [anExchange()] };
const open = observed('nodeinfo', nodeInfoOf('mastodon', '4.5.0'));
const plain = observed('source-offers', { places: places(), offers: [], pageSigns: [] });

/** A vantage's observation, as its crawler would have made it at that minute. */
function from(vantage: string, minutes: number, observation: Observation): Observation {
  const made = { ...observation, vantage, scheduledAt: at(minutes), startedAt: at(minutes) };
  return { ...made, id: observationId(made) };
}

/** Another machine answers far at times; near looks twelve times in between. */
const switching = [
  [from('far', 0, open)],
  [from('far', 1, hiding)],
  ...Array.from({ length: 12 }, (_, index) => [from('near', 2 + index, open)]),
  [from('far', 20, open)],
];

let store: ScratchStore;
beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.empty();
  await store.enrol([aServer]);
});

const apart = () => ({ vantages: { store, periodMs: () => 30 * minute } });
const judge = (own: readonly ServerRule[] = rules) =>
  analyze({ store, rules: own, log: keptLog(), ...apart() }, new Date(0).toISOString());
const current = async (rule: string) => (await store.currentFindings({ server: aServer.host, rule }))[0];
/** Takes visits one after the other, and judges after each. */
async function live(...visits: readonly (readonly Observation[])[]) {
  for (const visit of visits) {
    await store.take(visit);
    const { bugs } = await judge();
    expect(bugs).toEqual([]);
  }
}
const span = { since: at(0), until: at(3 * day) };
async function again(own: readonly ServerRule[] = rules) {
  const servers = await store.servers();
  const stop = new AbortController().signal;
  const options = { store, rules: own, fleet: [], servers, all: true, dryRun: false, log: keptLog(), stop };
  return rescore({ ...options, ...apart() }, span);
}
const kept = async (): Promise<readonly Finding[]> =>
  store.findingsSince({ rules: rules.map(({ id }) => id) }, at(0));

describe('a server that several vantages see', () => {
  test('fails where all of them see it fail, and not before', async () => {
    await live([from('far', 0, valid)], [from('near', 1, unchained)]);
    expect(await current('tls.chain-complete')).toMatchObject({
      outcome: 'cannot-tell',
      because: expect.stringMatching(
        /^Our vantages disagree, 1 of 2 sees a failure: failed at near; passed at far\. At near: At example/,
      ),
      evidence: [from('far', 0, valid).id, from('near', 1, unchained).id],
    });

    await live([from('far', 30, unchained)]);
    expect(await current('tls.chain-complete')).toMatchObject({ outcome: 'failed', observedAt: at(30) });
  });

  test('fails where two of three see the certificate of one machine, and says so', async () => {
    await live([from('far', 0, expired), from('mid', 1, expired), from('near', 2, valid)]);

    expect(await current('tls.valid')).toMatchObject({
      outcome: 'failed',
      because: 'At example.org: the certificate has expired (failed at far, mid; passed at near)',
    });
  });

  test('is judged by who looks, once another one is silent for two periods', async () => {
    await live([from('far', 0, expired), from('near', 1, valid), from('near', 61, valid)]);

    expect(await current('tls.valid')).toMatchObject({
      outcome: 'passed',
      evidence: [from('near', 61, valid).id],
    });
  });

  test('is compared with what the same vantage saw, however often others look in between', async () => {
    for (const visit of switching) {
      await store.take(visit);
      await judge(drift);
    }

    expect(await current('nodeinfo.software-drift')).toMatchObject({
      outcome: 'cannot-tell',
      because: expect.stringContaining(
        '1 of 2 sees a failure: failed at far; passed at near. At far: The name',
      ),
    });
    expect(await again(drift)).toMatchObject({ replaced: 0, made: 0, changes: [] });
  });

  test('is judged by who looks, once another one makes no visits any more, however rarely the question is asked', async () => {
    const rarely = { store, periodMs: (probe: string) => (probe === 'tls' ? day : 30) * minute };
    const visit = (vantage: string, minutes: number) =>
      from(vantage, minutes, observed('nodeinfo', nodeInfoOf('mastodon', '4.5.0'), answered));
    await store.take([from('far', 0, expired), visit('far', 0), from('near', 1, valid), visit('near', 1)]);
    await analyze({ store, rules, log: keptLog(), vantages: rarely }, new Date(0).toISOString());
    expect((await current('tls.valid'))?.outcome).toBe('cannot-tell');

    await store.take([visit('near', 61)]);
    await analyze({ store, rules, log: keptLog(), vantages: rarely }, new Date(0).toISOString());
    expect((await current('tls.valid'))?.outcome).toBe('passed');
  });

  test('is judged by what was seen last where nobody says how often they look', async () => {
    await store.take([from('far', 0, expired), from('near', 1, valid)]);
    await analyze({ store, rules, log: keptLog() }, new Date(0).toISOString());

    expect((await current('tls.valid'))?.outcome).toBe('passed');
  });

  test('each vantage confirms what it saw itself', async () => {
    const posing = (vantage: string, minutes: number) => [
      from(vantage, minutes, hiding),
      from(vantage, minutes, plain),
    ];
    await live(posing('far', 0), [from('near', 1, open), from('near', 1, plain)]);
    await live(posing('far', 2 * day), posing('near', 2 * day + 1));

    expect((await current('licence.software-declared'))?.outcome).toBe('failed');
    const said = (await kept()).filter(({ rule }) => rule === 'licence.software-declared');
    expect(said.map(({ outcome, because }) => [outcome, because.split(/[,:] /)[0]])).toEqual([
      ['cannot-tell', 'awaiting-second-observation'],
      ['cannot-tell', 'Our vantages disagree'],
      // A day later the other one is silent, and what was seen last before says otherwise.
      ['cannot-tell', 'awaiting-second-observation'],
      ['failed', 'NodeInfo names "nextsocial"; the server shows signs of Mastodon (6 points'],
    ]);
  });

  test('a rule of ours that throws at all of them is one bug', async () => {
    await store.take([from('far', 0, valid), from('near', 1, valid)]);
    const slip = (): never => {
      throw new Error('a slip');
    };
    const { bugs } = await judge(
      rules.map((rule) => (rule.id === 'tls.valid' ? { ...rule, check: slip } : rule)),
    );

    expect(bugs.map(({ rule }) => rule)).toEqual(['tls.valid']);
  });
});

describe('judged again', () => {
  const story = [
    [from('far', 0, valid), from('far', 0, hiding), from('far', 0, plain)],
    [from('near', 1, expired), from('near', 1, hiding), from('near', 1, plain)],
    [from('far', 30, unchained)],
    [from('near', 31, unchained)],
    [from('near', 120, valid)],
    [from('far', day, expired), from('far', day, hiding), from('far', day, plain)],
    [from('near', day + 1, valid), from('near', day + 1, hiding), from('near', day + 1, plain)],
  ];

  test('says what was said when it happened, and twice the same', async () => {
    await live(...story);
    const before = await kept();
    expect(before.some(({ because }) => because.startsWith('Our vantages disagree'))).toBe(true);

    const first = await again();
    const second = await again();

    expect(first).toMatchObject({ replaced: 0, made: 0, changes: [], bugs: [] });
    expect(second).toMatchObject({ replaced: 0, made: 0, changes: [], bugs: [] });
    expect(await kept()).toEqual(before);
  });

  test('with one vantage every row is as it is without telling them apart', async () => {
    for (const visit of story.filter((visit) => visit[0]?.vantage === 'far')) {
      await store.take(visit);
      await analyze({ store, rules, log: keptLog() }, new Date(0).toISOString());
    }
    const before = await kept();

    expect(await again()).toMatchObject({ replaced: 0, made: 0, changes: [] });
    expect(await kept()).toEqual(before);
  });
});
