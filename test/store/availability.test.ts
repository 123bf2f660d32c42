import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openObjectives } from '../../analyzer/objectives/objectives.ts';
import { outageCodes, unclearCodes } from '../../analyzer/objectives/outage.ts';
import { periodMs } from '../../analyzer/objectives/periods.ts';
import { type FailureCode, failure, outcomeOf } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { Uncounted } from '../../store/availability.ts';
import { openStore } from '../../store/open.ts';
import { openSpool } from '../../store/spool/spool.ts';
import { anObservation, clock, host, keptLog } from './examples.ts';
import { storeDirectory } from './furnished.ts';

const start = Date.parse('2026-11-20T09:00:00.000Z');
const minute = 60_000;
const good = { webfinger: { base: { ok: true, data: {} } }, actor: { document: { ok: true, data: {} } } };

let store: Awaited<ReturnType<typeof openStore>>;
let spool: Awaited<ReturnType<typeof openSpool>>;

beforeAll(async () => {
  const log = keptLog();
  const path = await storeDirectory();
  store = await openStore({ path }, { log, clock });
  spool = await openSpool({ directory: `${path}/spool`, maxAgeMs: 2 }, { sink: store, log, clock });
});
afterAll(async () => {
  await spool.close();
  await store.close();
});

/** One answer to one question, so many minutes after the start. A code within data: a probe that went on with it. */
interface Asked {
  readonly at: number;
  readonly probe?: string;
  readonly vantage?: string;
  readonly failed?: FailureCode;
  readonly within?: FailureCode;
}

function observed(
  server: string,
  { at, probe = 'dns', vantage = 'main', failed, within }: Asked,
): Observation {
  const scheduledAt = new Date(start + at * minute).toISOString();
  const base = { server: host(server), probe, vantage, scheduledAt, startedAt: scheduledAt };
  if (failed !== undefined) {
    const { data: _, ...rest } = anObservation(base);
    return { ...rest, outcome: outcomeOf(failed), failure: failure(failed) };
  }
  const inner = within && { ok: false, failure: failure(within) };
  const data =
    inner === undefined ? (good[probe as keyof typeof good] ?? {}) : { base: inner, document: inner };
  return anObservation({ ...base, data });
}

const every = (minutes: number, make: (at: number) => Asked) =>
  Array.from({ length: minutes }, (_, at) => make(at));

async function count(server: string, asked: readonly Asked[], uncounted: readonly Uncounted[] = []) {
  await spool.append({ observations: asked.map((each) => observed(server, each)), evidence: [] });
  await spool.drain();
  const [found] = await store.availability({
    servers: [host(server)],
    starts: [start, start + 30 * minute],
    until: start + 60 * minute,
    periodMs,
    bad: outageCodes,
    unclear: unclearCodes,
    uncounted,
  });
  return found && { vantages: found.vantages, hour: found.windows[0], half: found.windows[1] };
}

const window = (known: number, bad: number, badAnswers: number) => ({ known, bad, badAnswers });

describe('availability as the store counts it', () => {
  it('is whole when every question was answered', async () => {
    const asked = every(60, (at) => ({ at })).concat(every(60, (at) => ({ at, probe: 'webfinger' })));

    expect(await count('whole.example', asked)).toEqual({
      vantages: 1,
      hour: window(12, 0, 0),
      half: window(6, 0, 0),
    });
  });

  it('is bad in the part of a period in which the worst question got no answer', async () => {
    const asked = [
      ...every(60, (at) => ({ at })),
      // 502 in two minutes of the first period, and in one of the seventh.
      ...every(
        60,
        (at) =>
          ({
            at,
            probe: 'webfinger',
            ...([1, 3, 31].includes(at) && { within: 'http-server-error' }),
          }) as Asked,
      ),
    ];

    expect(await count('part.example', asked)).toEqual({
      vantages: 1,
      hour: window(12, expect.closeTo(0.6, 9), 3),
      half: window(6, expect.closeTo(0.2, 9), 1),
    });
  });

  it('counts a name that is gone once, though the questions behind it could not be asked', async () => {
    const asked = every(60, (at) => ({ at, failed: 'dns-nxdomain' as const })).concat(
      every(60, (at) => ({ at, probe: 'webfinger', failed: 'prior-missing' as const })),
    );

    expect(await count('gone.example', asked)).toEqual({
      vantages: 1,
      hour: window(12, 12, 60),
      half: window(6, 6, 30),
    });
  });

  it.each<[string, Asked, number | undefined]>([
    ['a refused connection is no answer', { at: 0, probe: 'tls', failed: 'connect-refused' }, 1],
    ['an actor that times out is no answer', { at: 0, probe: 'actor', within: 'http-timeout' }, 1],
    ['404 is an answer', { at: 0, probe: 'webfinger', within: 'http-not-found' }, 0],
    ['401 is a mode', { at: 0, probe: 'actor', within: 'http-unauthorized' }, 0],
    ['429 is meant for us', { at: 0, probe: 'actor', within: 'http-rate-limited' }, undefined],
    ['a challenge is meant for us', { at: 0, probe: 'webfinger', failed: 'http-challenged' }, undefined],
    [
      'robots.txt that forbids is no outage',
      { at: 0, probe: 'webfinger', failed: 'robots-disallowed' },
      undefined,
    ],
    ['what we missed is no outage', { at: 0, failed: 'monitor-down' }, undefined],
    ['an address that we do not visit is unclear', { at: 0, failed: 'address-forbidden' }, undefined],
    ['other probes do not count', { at: 0, probe: 'nodeinfo', failed: 'http-server-error' }, undefined],
  ])('%s', async (name, asked, bad) => {
    const found = await count(`${name.replace(/[^a-z0-9]/g, '')}.example`, [asked]);

    expect(found?.hour).toEqual(bad === undefined ? undefined : window(1, bad, bad));
  });

  it.each([
    ['one of two: disagreement is no outage', 1, 2, 0],
    ['two of two', 2, 2, 1],
    ['one of three', 1, 3, 0],
    ['two of three', 2, 3, 1],
    ['two of four: half is no majority', 2, 4, 0],
    ['three of four', 3, 4, 1],
  ])('goes by the majority of vantages: %s', async (_what, failing, all, bad) => {
    const asked = Array.from({ length: all }, (_, index) => ({
      at: 0,
      vantage: `v${index}`,
      ...(index < failing && { failed: 'connect-timeout' as const }),
    }));

    expect(await count(`m${failing}of${all}.example`, asked)).toMatchObject({
      vantages: all,
      hour: window(1, bad, failing),
    });
  });

  it('leaves out planned work at the server, period by period', async () => {
    const asked = every(60, (at) => ({ at, failed: 'connect-refused' as const }));
    const work = (from: number, to: number, servers?: readonly string[]): Uncounted => ({
      from: start + from * minute,
      to: start + to * minute,
      ...(servers && { servers: servers.map(host) }),
    });

    const found = await count('planned.example', asked, [
      work(12, 21, ['planned.example']),
      work(55, 90),
      work(0, 60, ['other.example']),
    ]);

    expect(found?.hour).toEqual(window(8, 8, 40));
    expect(found?.half).toEqual(window(5, 5, 25));
  });

  it('counts a row that was written twice once, and nothing outside of the windows', async () => {
    const asked = [-1, 0, 60].map((at) => ({ at, failed: 'connect-refused' as const }));
    await count('twice.example', asked);
    const mixed = await count('twice.example', [...asked, { at: 1 }]);

    expect(mixed?.hour).toEqual(window(1, 0.5, 1));
  });

  it('says nothing of servers it knows nothing of', async () => {
    expect(await count('never.example', [])).toBeUndefined();
  });
});

describe('objectives over the store', () => {
  const server = host('objective.example');
  const now = start + 66 * minute;
  const planned: Uncounted[] = [];
  const open = () =>
    openObjectives({
      store,
      clock: { now: () => now, elapsed: () => now },
      objectives: [
        { server, percent: 99.9 },
        { server: host('unseen.example'), percent: 99 },
      ],
      planned: () => planned,
    });

  it('page within the hour for an outage that goes on, and say what they cannot tell', async () => {
    // Seen for a day; silent for the last 20 minutes.
    const asked = every(1_440, (at) => ({ at: at - 1_380, probe: 'webfinger' }) as Asked).map((each) =>
      each.at < 45 ? each : { ...each, failed: 'connect-timeout' as const },
    );
    const lasting = [60, 61, 62, 63, 64].map((at) => ({
      at,
      probe: 'tls',
      failed: 'connect-timeout' as const,
    }));
    await count('objective.example', [...asked, ...lasting]);

    const { signals } = await open().ask({ nowMs: now });

    expect(
      signals.map(({ labels, outcome }) => `${labels['server']} ${labels['window']} ${outcome}`),
    ).toEqual([
      'objective.example 1h failed',
      'objective.example 6h failed',
      'objective.example 1d failed',
      'objective.example 3d cannot-tell',
      'unseen.example 1h cannot-tell',
      'unseen.example 6h cannot-tell',
      'unseen.example 1d cannot-tell',
      'unseen.example 3d cannot-tell',
    ]);
    expect(signals[0]?.because).toContain('33 % of the last 1h');
    expect(signals[0]?.observedAt).toBe('2026-11-20T10:05:00.000Z');
  });

  it('have a budget for the month, with what is not counted beside it', async () => {
    planned.push({ from: start, to: start + 30 * minute });

    const budget = (await open().budgets(now)).get(server);

    expect(budget).toMatchObject({ spentMs: 20 * minute, plannedMs: 30 * minute });
    expect(budget?.allowedMs).toBeCloseTo(43.2 * minute, 3);
    expect(budget?.availability).toBeCloseTo(1 - 4 / (289 - 6), 9);
    expect(budget?.left).toBeCloseTo(1 - 20 / 43.2, 6);
  });
});
