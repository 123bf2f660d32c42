import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../../../crawler/visit.ts';
import { instant } from '../../../model/clock.ts';
import type { Observation } from '../../../model/observation.ts';
import type { BreakageName } from '../../fediverse/breakages/index.ts';
import { type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { hostNamed, visitTools } from '../../visiting.ts';

const healthy = 'stages.fedi.test';
const broken: Readonly<Record<string, BreakageName>> = {
  'no-name.fedi.test': 'dns-nxdomain',
  'no-listener.fedi.test': 'connection-refused',
  'expired-cert.fedi.test': 'certificate-expired',
  'busy.fedi.test': 'unavailable-everywhere',
};

let fediverse: Fediverse;

beforeAll(async () => {
  const server = { software: 'mastodon', role: 'peer' } as const;
  fediverse = await startFediverse({
    only: [],
    extra: [
      { ...server, host: healthy },
      ...Object.entries(broken).map(([host, name]) => ({ ...server, host, broken: name })),
    ],
  });
});

afterAll(() => fediverse.close());

/** What each probe saw of a server that an earlier visit found healthy, by probe. */
async function look(host: string): Promise<Readonly<Record<string, Observation>>> {
  const tools = visitTools(fediverse);
  const name = hostNamed(host);
  const server = {
    host: name,
    account: `alice@${host}`,
    role: 'peer',
    expect: {},
    watchedSince: '',
  } as const;
  const order = { server, consent: 'hosted', scheduledAt: instant(Date.now()) } as const;
  const signal = new AbortController().signal;
  const before = JSON.stringify([...(await known(host))]).replaceAll(healthy, host);
  const settled = new Map(JSON.parse(before) as [string, never][]);
  const due = new Set(['addresses', 'key', 'outbox', 'crosstalk', 'soft-404']);
  const { observations } = await visit({ ...order, signal, due, known: settled }, tools);
  await tools.net.close();
  return Object.fromEntries(observations.map((one) => [one.probe, one]));
}

async function known(host: string) {
  const tools = visitTools(fediverse);
  const account = `alice@${healthy}`;
  const server = { host: hostNamed(healthy), account, role: 'peer', expect: {}, watchedSince: host } as const;
  const order = { server, consent: 'hosted', scheduledAt: instant(Date.now()) } as const;
  const { settled } = await visit({ ...order, signal: new AbortController().signal }, tools);
  await tools.net.close();
  return settled;
}

const codesIn = (observation: Observation | undefined) =>
  [...new Set(JSON.stringify(observation ?? {}).match(/(?<="code":")[a-z-]+/g))].toSorted();

describe('how far the later probes get', () => {
  test('at a healthy server all have data without a failure in it', async () => {
    for (const [probe, observation] of Object.entries(await look(healthy))) {
      expect(observation.outcome, probe).toBe('ok');
      expect(codesIn(observation), probe).toEqual([]);
    }
  });

  test.each([
    ['no-name.fedi.test', 'dns-nxdomain'],
    ['no-listener.fedi.test', 'connect-refused'],
    ['expired-cert.fedi.test', 'tls-expired'],
    ['busy.fedi.test', 'http-server-error'],
  ])('%s: the failure of each answer says so: %s', async (host, code) => {
    const seen = await look(host);

    expect(codesIn(seen['outbox'])).toEqual([code]);
    if (code === 'http-server-error') return;
    expect(codesIn(seen['crosstalk'])).toEqual([code]);
    expect(codesIn(seen['soft-404'])).toEqual([code]);
    if (code === 'dns-nxdomain') expect(codesIn(seen['addresses'])).toEqual([code]);
  });

  test('a busy server still gives answers with a status', async () => {
    const seen = await look('busy.fedi.test');

    expect(JSON.stringify(seen['soft-404']?.data)).toContain('"status":503');
    expect(JSON.stringify(seen['crosstalk']?.data)).toContain('"status":503');
  });
});
