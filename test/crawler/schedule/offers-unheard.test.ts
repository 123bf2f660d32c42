import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OfferState } from '../../../model/licence/offer-check.ts';
import { aCheck, ownUrl } from '../../../rules/given/offers.ts';
import { anObservation } from '../../store/examples.ts';
import { hostNamed } from '../../visiting.ts';
import { recordOf, startRestraint } from './restrained.ts';

const server = hostNamed('fork.example');

let stage: Awaited<ReturnType<typeof startRestraint>>;

beforeEach(async () => {
  stage = await startRestraint();
});

afterEach(() => stage.close());

/** What is believed of a visit that went well but for the address that its server offers. */
async function believed(state: OfferState) {
  const at = new Date(Date.now() + 1_000).toISOString();
  const data = { checks: [aCheck(ownUrl, { state })] };
  const observation = anObservation({ server, probe: 'offer-checks', scheduledAt: at, startedAt: at, data });
  return (await stage.restraint.believe(server, recordOf([observation]))).observations[0];
}

describe('an offered address that gave no answer', () => {
  test('is a missed look while the control targets are silent too', async () => {
    await stage.closeControl();

    const seen = await believed('unreachable');

    expect(seen).toMatchObject({ outcome: 'missed', failure: { code: 'own-network-down' } });
    expect(seen).not.toHaveProperty('data');
  });

  test('counts while they answer', async () => {
    expect(await believed('unreachable')).toMatchObject({ outcome: 'ok' });
  });

  test('one that said that there is nothing counts in any case', async () => {
    await stage.closeControl();

    expect(await believed('absent')).toMatchObject({ outcome: 'ok' });
  });
});
