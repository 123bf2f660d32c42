import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AddressFacts } from '../../../crawler/net/names/resolve.ts';
import { Restraint } from '../../../crawler/schedule/restraint.ts';
import type { VisitRecord } from '../../../crawler/visit/visit.ts';
import { type FailureCode, failure } from '../../../model/failure.ts';
import type { Observation } from '../../../model/observation.ts';
import { type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { anObservation, keptLog } from '../../store/examples.ts';
import { hostNamed, netTo, realClock } from '../../visiting.ts';

const control = 'mastodon.fedi.test';
const server = hostNamed('six.example');
const six = { address: '2001:db8::6', family: 6, class: 'global' } as const;
const four = { address: '192.0.2.4', family: 4, class: 'global' } as const;

let fediverse: Fediverse;
let restraint: Restraint;
let net: ReturnType<typeof netTo>;

beforeEach(async () => {
  fediverse = await startFediverse({ only: [control] });
  const clock = realClock();
  net = netTo(fediverse, { clock, log: keptLog() });
  const stop = new AbortController().signal;
  restraint = new Restraint({ net, clock, control: [hostNamed(control)], stop, consentOf: () => 'peer' });
  await restraint.prime();
});

afterEach(async () => {
  await net.close();
  await fediverse.close();
});

const startedAt = () => new Date().toISOString();
const recordOf = (observations: readonly Observation[]): VisitRecord => ({
  observations,
  evidence: [],
  policies: [],
  bugs: 0,
  settled: new Map(),
});

/** What is believed of a visit that found these addresses and came to no connection, because of this. */
async function believed(addresses: AddressFacts['addresses'], code: FailureCode) {
  const each = { server, startedAt: startedAt(), exchanges: [] };
  const dns = anObservation({ ...each, probe: 'dns', data: { host: server, source: 'resolver', addresses } });
  const { data: _none, ...robots } = anObservation({
    ...each,
    probe: 'robots',
    outcome: 'failed',
    failure: failure(code),
  });
  return (await restraint.believe(server, recordOf([dns, robots]))).observations[1];
}

/** A visit to somebody else who answered at an address. */
async function hearFrom(address: string): Promise<void> {
  const [exchange] = anObservation().exchanges;
  if (exchange === undefined) throw new Error('the example has no exchange');
  const seen = anObservation({ startedAt: startedAt(), exchanges: [{ ...exchange, address }] });
  await restraint.believe(seen.server, recordOf([seen]));
}

describe('a server that has IPv6 addresses alone', () => {
  test.each(['connect-unreachable', 'connect-timeout'] as const)(
    'is not seen while no connection over IPv6 has ever come about: %s',
    async (code) => {
      await hearFrom('192.0.2.9');

      expect(await believed([six], code)).toMatchObject({
        outcome: 'missed',
        failure: { code: 'own-network-down', detail: expect.stringContaining('IPv6') },
      });
    },
  );

  test('is out of reach once another one answered over IPv6', async () => {
    await hearFrom('2001:db8::9');

    expect(await believed([six], 'connect-unreachable')).toMatchObject({ outcome: 'failed' });
  });

  test('is out of reach when it refuses: somebody heard us', async () => {
    expect(await believed([six], 'connect-refused')).toMatchObject({ outcome: 'failed' });
  });

  test('is out of reach with an IPv4 address beside them, which we tried first', async () => {
    expect(await believed([four, six], 'connect-unreachable')).toMatchObject({ outcome: 'failed' });
  });
});
