import { expect, test } from 'vitest';
import type { Net, NetSession } from '../../../crawler/net/net.ts';
import { ProbeFailure } from '../../../crawler/net/probe-failure.ts';
import { policies } from '../../../crawler/probes/policies.ts';
import { runProbes, type VisitProbe } from '../../../crawler/visit/visit.ts';
import type { Host } from '../../../model/host.ts';
import type { PolicyList } from '../../../model/policy.ts';
import { hostNamed, keptLog, realClock } from '../../visiting.ts';
import { answered } from '../policies/read.ts';

const host = hostNamed('a.fedi.test');
const rows = Array.from({ length: 5_000 }, (_, at) => ({
  ...{ domain: `n${at}.example`, severity: 'suspend', comment: `spam ${at}` },
}));

/** A visit in which every question has this list for an answer; its time is over in the next turn of the event loop. */
async function visitEnding(probe: VisitProbe) {
  const visit = new AbortController();
  const end = () => setImmediate(() => visit.abort(new ProbeFailure('visit-deadline')));
  const session = {
    get: async () => {
      end();
      return answered(rows);
    },
    takeRecording: () => () => ({ exchanges: [], evidence: [] }),
    scrub: <T>(value: T): T => value,
    robotsFound: () => undefined,
    close: async () => {},
    // The probes below do nothing else.
  } as unknown as NetSession;
  const net: Net = { open: () => session, close: async () => {} };
  const document = { ok: true, data: { software: { name: 'mastodon', version: '4.4.0' } } } as const;
  const order = {
    server: { host, role: 'peer', expect: {}, watchedSince: '' },
    consent: 'peer',
    scheduledAt: '2026-01-01T00:00:00.000Z',
    signal: visit.signal,
    known: new Map([['nodeinfo', { ok: true, data: { document } } as const]]),
  } as const;
  const tools = { net, clock: realClock(), log: keptLog(), vantage: 'test', monitorOrigin: '' };
  return runProbes([probe], order, tools);
}

test('a list that is read when the time of its visit is over is no reading, and asked for again', async () => {
  const record = await visitEnding(policies);

  expect(record.observations).toMatchObject([{ outcome: 'missed', failure: { code: 'visit-deadline' } }]);
  expect(record.policies).toEqual([]);
});

test('a list that was read before the time was over is kept', async () => {
  const record = await visitEnding({
    ...{ id: 'reads', version: 1 },
    run: async (target, io) => {
      await io.get('https://a.fedi.test/');
      target.policies?.take(listOf(host));
      return {};
    },
  });

  expect(record.observations).toMatchObject([{ probe: 'reads', outcome: 'ok' }]);
  expect(record.policies).toEqual([listOf(host)]);
});

function listOf(observer: Host): PolicyList {
  const entries = rows.map(({ domain, comment: reason }) => ({
    subject: { kind: 'host', host: hostNamed(domain) } as const,
    ...({ level: 'reject', native: 'suspend', reason, obfuscated: false } as const),
  }));
  const reading = {
    ...({ observer, source: 'api', origin: 'mastodon', state: 'published', mode: 'open' } as const),
    ...({
      readAt: '2026-01-01T00:00:00.000Z',
      entries: entries.length,
      refused: {},
      truncated: false,
    } as const),
    ...({ replayed: false, covers: 'subdomains', digest: '' } as const),
  };
  return { reading, entries };
}
