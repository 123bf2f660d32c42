import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { analyze } from '../../../analyzer/analyze.ts';
import { admitRules } from '../../../analyzer/fleet/admit.ts';
import { evaluateFleet } from '../../../analyzer/fleet/evaluate.ts';
import { ownFleetRules } from '../../../analyzer/fleet/load.ts';
import { type RescoreOptions, rescore } from '../../../analyzer/rescore/rescore.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Observation } from '../../../model/observation.ts';
import { observationId } from '../../../model/observation-id.ts';
import { anExchange, aServer, host, observed } from '../../../rules/given/builders.ts';
import { aSession, aTls } from '../../../rules/given/certificates.ts';
import { aNodeInfoWith, nodeInfoOf } from '../../../rules/given/documents.ts';
import { places as placesRead } from '../../../rules/given/offers.ts';
import { rules } from '../../../rules/index.ts';
import type { ServerRule } from '../../../rules/rule.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { clock, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';

const day = (number: number, minute = 0) => new Date(Date.UTC(2026, 5, number, 12, minute)).toISOString();
const span = { since: day(2), until: day(9) };
const posing = host('posing.example');
const valid = observed('tls', aTls());
const expired = observed('tls', aTls(aSession({ problem: 'tls-expired' })));
const hiding = observed('nodeinfo', nodeInfoOf('nextsocial'), {
  exchanges: [anExchange({ responseHeaders: { server: 'Mastodon' }, cookieNames: ['_mastodon_session'] })],
});
/** Its pages were read, and named nothing: only then is a name of its own told against it. */
const plain = observed('source-offers', { places: placesRead(), offers: [], pageSigns: [] });

/** The observation as the crawler would have made it at that time. */
function at(startedAt: string, observation: Observation, server = aServer.host): Observation {
  const made = { ...observation, server, scheduledAt: startedAt, startedAt };
  return { ...made, id: observationId(made) };
}

/** Two servers over a week: one whose certificate expired for a day, one that hides its software. */
const story: readonly (readonly Observation[])[] = [1, 2, 3, 4, 5].map((number) => [
  at(day(number), number === 3 ? expired : valid),
  at(day(number), hiding, posing),
  at(day(number), plain, posing),
]);

let store: ScratchStore;
beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.empty();
  await store.enrol([aServer, { ...aServer, host: posing, role: 'hosted' }]);
});

const catalogue = (own: readonly ServerRule[] = rules) => ({ rules: own.map(({ id }) => id) });
const kept = (own?: readonly ServerRule[]) => store.findingsSince(catalogue(own), day(1));
const take = async (visits = story) => {
  for (const visit of visits) await store.take(visit);
};
async function live(own: readonly ServerRule[] = rules) {
  for (const visit of story) {
    await store.take(visit);
    await analyze({ store, rules: own, log: keptLog() }, new Date(0).toISOString());
  }
}
async function again(changes: Partial<RescoreOptions> = {}, over = span) {
  const servers = await store.servers();
  const stop = new AbortController().signal;
  const options = { store, rules, fleet: [], servers, all: true, dryRun: false, log: keptLog(), stop };
  return rescore({ ...options, ...changes }, over);
}
/** As a table, whatever the order of equal dates. */
const table = (findings: readonly Finding[]) => findings.map((finding) => JSON.stringify(finding)).toSorted();

describe('a rescore', () => {
  test('says what was said when it happened, second observations included', async () => {
    await live();
    const before = await kept();

    const { replaced, made, changes, observations } = await again({}, { ...span, since: day(1) });

    expect({ replaced, made, changes, observations }).toEqual({
      replaced: 0,
      made: 0,
      changes: [],
      observations: 15,
    });
    expect(table(await kept())).toEqual(table(before));
    const outcomes = (await store.transitions(posing, 'licence.software-declared', 9)).map(
      ({ outcome }) => outcome,
    );
    expect(outcomes).toEqual(['failed', 'cannot-tell']);
  });

  test('makes what was never found, and twice gives identical rows', async () => {
    await take();
    const first = await again({}, { ...span, since: day(1) });
    const once = await kept();
    const second = await again({}, { ...span, since: day(1) });

    expect(first.made).toBe(once.length);
    expect(once.length).toBeGreaterThan(10);
    expect(second).toMatchObject({ replaced: 0, made: 0 });
    expect(table(await kept())).toEqual(table(once));
  });

  test('replaces what other rules had said, from the beginning of the stretch on', async () => {
    const strict = rules.map((rule) =>
      rule.id === 'tls.valid'
        ? { ...rule, check: () => ({ outcome: 'failed', because: 'always' }) as const }
        : rule,
    );
    await live(strict);

    const { changes } = await again();

    expect(changes).toEqual([{ rule: 'tls.valid', server: aServer.host, from: 'failed', to: 'passed' }]);
    const left = (await store.transitions(aServer.host, 'tls.valid', 9)).map((each) => [
      each.outcome,
      each.observedAt,
    ]);
    expect(left).toEqual([
      ['passed', day(4)],
      ['failed', day(3)],
      ['passed', day(2)],
      ['failed', day(1)],
    ]);
    const current = await store.currentFindings({ server: aServer.host, rule: 'tls.valid' });
    expect(current.map(({ outcome, since }) => [outcome, since])).toEqual([['passed', day(4)]]);
  });

  test('takes back what has no ground, and lets what was found before stand', async () => {
    await live();
    const ground = await store.findingsBefore(catalogue(), day(2));
    const invented = { ...ground[0]!, observedAt: day(4), since: day(4), outcome: 'cannot-tell' as const };
    await store.recordFindings([invented]);

    await again();

    const [now] = await store.currentFindings({ server: invented.server, rule: invented.rule });
    expect(now?.outcome).toBe(ground[0]!.outcome);
    expect(await store.findingsBefore(catalogue(), day(2))).toEqual(ground);
  });

  test('changes nothing in a dry run, and says what would change', async () => {
    await live();
    const before = await kept();
    const mild = rules.map((rule) =>
      rule.id === 'licence.software-declared'
        ? { ...rule, check: () => ({ outcome: 'passed' }) as const }
        : rule,
    );

    const { changes, replaced } = await again({ rules: mild, dryRun: true });

    expect(changes).toEqual([
      { rule: 'licence.software-declared', server: posing, from: 'failed', to: 'passed' },
    ]);
    expect(replaced).toBeGreaterThan(0);
    expect(await kept()).toEqual(before);
  });

  test('leaves other servers and other rules alone', async () => {
    await take();
    const servers = (await store.servers()).filter((server) => server.host === posing);

    await again({ servers, all: false, rules: rules.filter(({ id }) => id === 'licence.software-declared') });

    const found = await kept();
    expect([...new Set(found.map(({ server }) => server))]).toEqual([posing]);
    expect([...new Set(found.map(({ rule }) => rule))]).toEqual(['licence.software-declared']);
  });

  test('a rule that throws cannot tell, is logged once, and the others go on', async () => {
    await take();
    const log = keptLog();
    const broken = rules.map((rule) => (rule.id === 'tls.valid' ? { ...rule, check: slip } : rule));

    const { bugs } = await again({ rules: broken, log });

    expect(bugs).toEqual(['tls.valid']);
    expect(log.lines.map(({ level, message }) => [level, message])).toEqual([['error', 'a rule threw']]);
    const found = await store.currentFindings({ server: aServer.host });
    expect(found.find(({ rule }) => rule === 'tls.valid')?.outcome).toBe('cannot-tell');
    expect(found.find(({ rule }) => rule === 'tls.expiry')?.outcome).not.toBe('cannot-tell');
  });

  test('that is stopped leaves everything as it was', async () => {
    await live();
    const before = await kept();
    const stopped = AbortSignal.abort();

    expect(await again({ rules: [], stop: stopped })).toMatchObject({ finished: false, made: 0 });
    expect(await kept()).toEqual(before);
  });
});

function slip(): never {
  throw new Error('a slip');
}

describe('fleet rules in a rescore', () => {
  const hours = [0, 1, 2, 3, 4, 5];
  const versions = hours.map((hour) => {
    const nodeinfo = observed(
      'nodeinfo',
      aNodeInfoWith({ software: { name: 'mastodon', version: hour < 3 ? '4.5.1' : '4.5.2' } }),
    );
    return at(day(4, hour * 60), nodeinfo, posing);
  });
  const stretch = { since: day(4, 30), until: day(4, 300) };
  const admitted = async () => {
    const own = ownFleetRules().filter(({ id }) => id === 'nodeinfo.version-change');
    return (await admitRules({ store, clock }, own)).admitted;
  };

  test('are evaluated at the instants of their period, twice with identical rows', async () => {
    await store.take(versions);
    const fleet = await admitted();
    const first = await again({ rules: [], fleet }, stretch);
    const found = await store.findingsSince({ rules: ['nodeinfo.version-change'] }, day(1));
    const second = await again({ rules: [], fleet }, stretch);

    expect(first).toMatchObject({ evaluations: 19, bugs: [] });
    expect(second).toMatchObject({ made: 0, replaced: 0 });
    expect(found.map(({ outcome, observedAt }) => [outcome, observedAt])).toEqual([
      ['cannot-tell', day(4, 30)],
      ['passed', day(4, 60)],
      ['failed', day(4, 180)],
    ]);
  });

  test('are evaluated at its end too: a stretch shorter than their period loses nothing', async () => {
    await store.take(versions);
    const fleet = await admitted();
    const short = { since: day(4, 301), until: day(4, 307) };
    const seen = versions.at(-1);
    await store.take([at(day(4, 305), seen!, posing)]);
    const now = Date.parse(day(4, 306));
    await evaluateFleet({
      store,
      rules: fleet,
      clock: { now: () => now, elapsed: () => now },
      log: keptLog(),
    });
    const first = await again({ rules: [], fleet }, short);
    const found = await store.currentFindings({ rule: 'nodeinfo.version-change' });
    const second = await again({ rules: [], fleet }, short);

    expect(first.evaluations).toBe(1);
    expect(found.map(({ outcome }) => outcome)).toEqual(['failed']);
    expect(second).toMatchObject({ made: 0, replaced: 0 });
  });

  test('agree with what the evaluator found when it happened', async () => {
    const fleet = await admitted();
    for (const [hour, observation] of versions.entries()) {
      await store.take([observation]);
      const now = Date.parse(day(4, hour * 60));
      await evaluateFleet({
        store,
        rules: fleet,
        clock: { now: () => now, elapsed: () => now },
        log: keptLog(),
      });
    }
    const before = await store.findingsSince({ rules: ['nodeinfo.version-change'] }, day(1));

    const { changes } = await again({ rules: [], fleet }, stretch);

    expect(changes).toEqual([]);
    expect(table(await store.findingsSince({ rules: ['nodeinfo.version-change'] }, day(1)))).toEqual(
      table(before),
    );
  });

  test('one that throws cannot tell of whom it spoke before', async () => {
    await store.take(versions);
    await again({ rules: [], fleet: await admitted() }, stretch);
    const [good] = await admitted();
    const bad = {
      rule: good!.rule,
      query: { ...good!.query, rows: () => Promise.reject(new Error('a slip')) },
    };
    const log = keptLog();

    const { bugs } = await again({ rules: [], fleet: [bad], log }, { ...stretch, since: day(4, 200) });

    expect(bugs).toEqual(['nodeinfo.version-change']);
    expect(log.lines).toMatchObject([{ level: 'error', message: 'a rule threw' }]);
    const [now] = await store.currentFindings({ rule: 'nodeinfo.version-change' });
    expect(now).toMatchObject({ outcome: 'cannot-tell', server: posing });
  });
});
