import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineProbe } from '../../../crawler/probe.ts';
import { provenOwner } from '../../../crawler/visit/consent.ts';
import { Proofs } from '../../../crawler/visit/proofs.ts';
import { runProbes, type VisitOrder } from '../../../crawler/visit/visit.ts';
import { type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { hostNamed, visitTools } from '../../visiting.ts';

const consents = ['hosted', 'owner'] as const;
const [hosted, owner] = consents.map((consent) =>
  defineProbe({
    id: `test-${consent}`,
    version: 1,
    cadence: 'E',
    consent,
    run: async ({ server }, io) => (await io.get(`https://${server.host}/`)).status,
  }),
);

let fediverse: Fediverse;

beforeAll(async () => {
  fediverse = await startFediverse({ only: ['mastodon.fedi.test', 'unproven.fedi.test'] });
});

afterAll(() => fediverse.close());

function orderFor(name: string, consent: VisitOrder['consent']): VisitOrder {
  const scheduledAt = '2026-01-01T00:00:00.000Z';
  const server = { host: hostNamed(name), role: 'hosted', expect: {}, watchedSince: scheduledAt } as const;
  return { server, consent, scheduledAt, signal: new AbortController().signal };
}

async function codes(name: string, consent: VisitOrder['consent'], proof = provenOwner(hostNamed(name))) {
  const order = { ...orderFor(name, consent), owner: proof };
  const { observations } = await runProbes([hosted!, owner!], order, visitTools(fediverse));
  return observations.map(({ failure, outcome }) => failure?.code ?? outcome);
}

/** Where it does not compile, it is refused all the same: here the compiler is silenced. */
async function codesWithoutProof(name: string, consent: VisitOrder['consent']) {
  // @ts-expect-error: probes that need a proof do not run without one
  const { observations } = await runProbes([hosted!, owner!], orderFor(name, consent), visitTools(fediverse));
  return observations.map(({ failure, outcome }) => failure?.code ?? outcome);
}

describe('a probe that needs consent', () => {
  test('is refused at a server that did not prove to be ours, which sees no request at all', async () => {
    const proofs = new Proofs();
    const order = orderFor('unproven.fedi.test', 'unproven');
    await proofs.check(order, visitTools(fediverse));
    const asked = fediverse.requests('unproven.fedi.test').length;

    expect(proofs.ownerOf(order.server)).toBeUndefined();
    expect(await codesWithoutProof('unproven.fedi.test', 'unproven')).toEqual([
      'ownership-unproven',
      'ownership-unproven',
    ]);
    expect(await codesWithoutProof('unproven.fedi.test', 'peer')).toEqual([
      'ownership-unproven',
      'ownership-unproven',
    ]);
    expect(fediverse.requests('unproven.fedi.test')).toHaveLength(asked);
  });

  test('is refused with the proof of another server, with a made-up one, and without peer manners lifted', async () => {
    const host = hostNamed('mastodon.fedi.test');
    const forged = { host } as ReturnType<typeof provenOwner>;
    const others = provenOwner(hostNamed('unproven.fedi.test'));

    expect(await codes('mastodon.fedi.test', 'hosted', forged)).toEqual(['ok', 'ownership-unproven']);
    expect(await codes('mastodon.fedi.test', 'hosted', others)).toEqual(['ok', 'ownership-unproven']);
    expect(await codes('mastodon.fedi.test', 'peer')).toEqual(['ownership-unproven', 'ownership-unproven']);
    expect(await codesWithoutProof('mastodon.fedi.test', 'hosted')).toEqual(['ok', 'ownership-unproven']);
  });

  test('runs at a server that proved it', async () => {
    const proofs = new Proofs();
    const order = orderFor('mastodon.fedi.test', 'unproven');
    await proofs.check(order, visitTools(fediverse));
    const proof = proofs.ownerOf(order.server);

    expect(proof).toBeDefined();
    expect(await codes('mastodon.fedi.test', 'hosted', proof)).toEqual(['ok', 'ok']);
  });
});
