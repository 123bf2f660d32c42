import { expect, it } from 'vitest';
import type { Net, NetSession, Recording } from '../../../crawler/net/net.ts';
import { runProbes } from '../../../crawler/visit/visit.ts';
import { hostNamed, keptLog, realClock } from '../../visiting.ts';

const empty: Recording = { exchanges: [], evidence: [] };

/** A network that is not asked, whose recordings are those given, one a probe. */
function netWith(recordings: readonly (() => () => Recording)[]): Net {
  const left = [...recordings];
  const session = {
    takeRecording: () => left.shift()?.() ?? (() => empty),
    scrub: <T>(value: T): T => value,
    robotsFound: () => undefined,
    close: async () => {},
    // The probes below ask nothing.
  } as unknown as NetSession;
  return { open: () => session, close: async () => {} };
}

const probe = (id: string) => ({ id, version: 1, run: async () => ({ of: id }) });
const broken = () => {
  throw new RangeError('Maximum call stack size exceeded');
};

async function outcomes(recordings: readonly (() => () => Recording)[]) {
  const log = keptLog();
  const order = {
    server: { host: hostNamed('a.fedi.test'), role: 'peer', expect: {}, watchedSince: '' },
    consent: 'peer',
    scheduledAt: '2026-01-01T00:00:00.000Z',
    signal: new AbortController().signal,
  } as const;
  const tools = { net: netWith(recordings), clock: realClock(), log, vantage: 'test', monitorOrigin: '' };
  const { observations, bugs } = await runProbes([probe('one'), probe('two')], order, tools);
  const ended = observations.map(({ outcome, failure, data }) => [outcome, failure?.code, data]);
  return { ended, bugs, logged: log.lines.map(({ fields }) => fields) };
}

it.each([
  ['when it is taken', broken],
  ['when it is scrubbed', () => broken],
])('a fault of ours in a recording, %s, costs that probe and no other', async (_, fault) => {
  const { ended, bugs, logged } = await outcomes([fault, () => () => empty]);

  expect(ended).toEqual([
    ['missed', 'own-bug', undefined],
    ['ok', undefined, { of: 'two' }],
  ]);
  expect(bugs).toBe(1);
  expect(logged).toMatchObject([{ server: 'a.fedi.test', probe: 'one' }]);
});
