import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Proofs } from '../../../crawler/visit/proofs.ts';
import type { WatchedServer } from '../../../model/server.ts';
import type { BreakageName } from '../../fediverse/breakages/index.ts';
import { type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { hostNamed, visitTools } from '../../visiting.ts';

let fediverse: Fediverse;

beforeAll(async () => {
  fediverse = await startFediverse({
    only: ['mastodon.fedi.test', 'handed-over.fedi.test', 'unproven.fedi.test'],
  });
});

afterAll(() => fediverse.close());

async function check(proofs: Proofs, server: WatchedServer, breakage?: BreakageName) {
  const tools = visitTools(fediverse);
  if (breakage !== undefined) fediverse.break(server.host, breakage);
  const order = { server, scheduledAt: server.watchedSince, signal: new AbortController().signal };
  const { observations } = await proofs.check(order, tools);
  fediverse.heal(server.host);
  await tools.net.close();
  return observations[0];
}

function aHosted(host: string): WatchedServer {
  return { host: hostNamed(host), role: 'hosted', expect: {}, watchedSince: new Date().toISOString() };
}

describe('proof of ownership', () => {
  test.each([
    ['mastodon.fedi.test', 'dns-txt'],
    ['handed-over.fedi.test', 'well-known'],
  ])('%s gives it by %s', async (host, foundIn) => {
    const proofs = new Proofs();

    expect(await check(proofs, aHosted(host))).toMatchObject({ outcome: 'ok', data: { foundIn } });
    expect(proofs.consentOf(aHosted(host))).toBe('hosted');
    expect(proofs.isDue(aHosted(host), Date.now())).toBe(false);
    expect(proofs.isDue(aHosted(host), Date.now() + 25 * 3_600_000)).toBe(true);
  });

  test('a server that gives none is asked again at every visit', async () => {
    const proofs = new Proofs();

    await check(proofs, aHosted('unproven.fedi.test'));

    expect(proofs.consentOf(aHosted('unproven.fedi.test'))).toBe('unproven');
    expect(proofs.isDue(aHosted('unproven.fedi.test'), Date.now())).toBe(true);
  });

  test('a server that took its proof away is unproven from the daily check on', async () => {
    const proofs = new Proofs();
    const server = aHosted('unproven.fedi.test');
    const seen = await check(proofs, server);
    const proof = { expected: 'x', foundIn: 'dns-txt' };
    proofs.learn({ ...seen!, data: proof, startedAt: new Date(Date.now() - 25 * 3_600_000).toISOString() });
    expect(proofs.consentOf(server)).toBe('hosted');
    expect(proofs.isDue(server, Date.now())).toBe(true);

    await check(proofs, server);

    expect(proofs.consentOf(server)).toBe('unproven');
  });

  test.each(['rate-limited', 'unavailable-everywhere', 'connection-reset'] as const)(
    'a server in trouble (%s) keeps the consent it gave',
    async (breakage) => {
      const proofs = new Proofs();
      const server = aHosted('handed-over.fedi.test');
      await check(proofs, server);

      const later = await check(proofs, server, breakage);

      expect(later?.outcome).not.toBe('ok');
      expect(proofs.consentOf(server)).toBe('hosted');
    },
  );
});
