import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AddressFacts } from '../../../crawler/net/names/resolve.ts';
import { type FailureCode, failure } from '../../../model/failure.ts';
import type { Observation } from '../../../model/observation.ts';
import { openStore } from '../../../store/open.ts';
import { openSpool } from '../../../store/spool/spool.ts';
import { anObservation, keptLog } from '../../store/examples.ts';
import { storeDirectory } from '../../store/furnished.ts';
import { hostNamed, realClock } from '../../visiting.ts';
import { recordOf, startRestraint } from './restrained.ts';

const server = hostNamed('six.example');
const six = { address: '2001:db8::6', family: 6, class: 'global' } as const;
const four = { address: '192.0.2.4', family: 4, class: 'global' } as const;

let stage: Awaited<ReturnType<typeof startRestraint>>;

beforeEach(async () => {
  stage = await startRestraint();
});

afterEach(() => stage.close());

const startedAt = () => new Date().toISOString();
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
  return (await stage.restraint.believe(server, recordOf([dns, robots]))).observations[1];
}

/** A visit to somebody else who answered at an address. */
async function hearFrom(address: string): Promise<void> {
  const [exchange] = anObservation().exchanges;
  if (exchange === undefined) throw new Error('the example has no exchange');
  const seen = anObservation({ startedAt: startedAt(), exchanges: [{ ...exchange, address }] });
  await stage.restraint.believe(seen.server, recordOf([seen]));
}

/** A restart of the monitor whose store has these rows. */
async function restart(rows: readonly Observation[]): Promise<void> {
  const directory = await storeDirectory();
  const tools = { log: keptLog(), clock: realClock() };
  const store = await openStore({ path: directory }, tools);
  const spool = await openSpool(
    { directory: join(directory, 'spool'), maxAgeMs: 2 },
    { ...tools, sink: store },
  );
  await spool.append({ observations: rows, evidence: [] });
  await spool.drain();
  const named = { host: server, role: 'hosted', expect: {}, watchedSince: startedAt() } as const;
  await stage.restraint.recall([named], store, () => {});
  await spool.close();
  await store.close();
}

/** What a visit saw of the server's robots.txt, an hour of a day. */
function robotsAt(hour: string, changes: Partial<Observation>): Observation {
  const at = `2026-11-20T${hour}:00:00.000Z`;
  return anObservation({
    server,
    probe: 'robots',
    exchanges: [],
    scheduledAt: at,
    startedAt: at,
    ...changes,
  });
}
const away = { outcome: 'failed', failure: failure('connect-timeout') } as const;

describe('a server that has IPv6 addresses alone, after a restart', () => {
  test('is out of reach when it answered here before it went away', async () => {
    await restart([robotsAt('09', {}), robotsAt('10', away)]);

    expect(await believed([six], 'connect-timeout')).toMatchObject({ outcome: 'failed' });
  });

  test('is not seen when it answered another vantage alone, over IPv6', async () => {
    const [exchange] = anObservation().exchanges;
    if (exchange === undefined) throw new Error('the example has no exchange');
    const exchanges = [{ ...exchange, address: six.address }];
    await restart([robotsAt('10', away), robotsAt('11', { vantage: 'far', exchanges })]);

    expect(await believed([six], 'connect-timeout')).toMatchObject({ outcome: 'missed' });
  });
});

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
