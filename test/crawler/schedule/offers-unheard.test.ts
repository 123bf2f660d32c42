import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Restraint } from '../../../crawler/schedule/restraint.ts';
import type { VisitRecord } from '../../../crawler/visit/visit.ts';
import type { OfferState } from '../../../model/licence/offer-check.ts';
import { aCheck, ownUrl } from '../../../rules/given/offers.ts';
import { type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { anObservation, keptLog } from '../../store/examples.ts';
import { hostNamed, netTo, realClock } from '../../visiting.ts';

const control = 'mastodon.fedi.test';
const server = hostNamed('fork.example');

let fediverse: Fediverse;
let isOpen: boolean;
let restraint: Restraint;
let net: ReturnType<typeof netTo>;

const close = async () => {
  if (isOpen) await fediverse.close();
  isOpen = false;
};

beforeEach(async () => {
  fediverse = await startFediverse({ only: [control] });
  isOpen = true;
  const clock = realClock();
  net = netTo(fediverse, { clock, log: keptLog() });
  const stop = new AbortController().signal;
  restraint = new Restraint({
    net,
    clock,
    vantage: 'local',
    control: [hostNamed(control)],
    stop,
    consentOf: () => 'peer',
  });
  await restraint.prime();
});

afterEach(async () => {
  await net.close();
  await close();
});

/** What is believed of a visit that went well but for the address that its server offers. */
async function believed(state: OfferState) {
  const at = new Date(Date.now() + 1_000).toISOString();
  const data = { checks: [aCheck(ownUrl, { state })] };
  const observation = anObservation({ server, probe: 'offer-checks', scheduledAt: at, startedAt: at, data });
  const record: VisitRecord = {
    observations: [observation],
    evidence: [],
    policies: [],
    bugs: 0,
    settled: new Map(),
  };
  return (await restraint.believe(server, record)).observations[0];
}

describe('an offered address that gave no answer', () => {
  test('is a missed look while the control targets are silent too', async () => {
    await close();

    const seen = await believed('unreachable');

    expect(seen).toMatchObject({ outcome: 'missed', failure: { code: 'own-network-down' } });
    expect(seen).not.toHaveProperty('data');
  });

  test('counts while they answer', async () => {
    expect(await believed('unreachable')).toMatchObject({ outcome: 'ok' });
  });

  test('one that said that there is nothing counts in any case', async () => {
    await close();

    expect(await believed('absent')).toMatchObject({ outcome: 'ok' });
  });
});
