import { expect, test } from 'vitest';
import { rememberedVantages } from '../../../analyzer/vantages/remembered.ts';
import type { KnownVantage } from '../../../store/vantages.ts';

test('a vantage that joins is known a minute later, and nobody asks in between', async () => {
  const scheduledAt = '2026-06-01T12:00:00.000Z';
  const there: KnownVantage[] = [{ vantage: 'near', scheduledAt }];
  let elapsedMs = 0;
  const store = { vantages: async () => [...there], latestByVantage: async () => [] };
  const reads = rememberedVantages(store, { elapsed: () => elapsedMs });
  const names = async () => (await reads.vantages()).map(({ vantage }) => vantage);

  expect(await names()).toEqual(['near']);
  there.push({ vantage: 'far', scheduledAt });
  elapsedMs = 59_999;
  expect(await names()).toEqual(['near']);
  elapsedMs = 60_000;
  expect(await names()).toEqual(['near', 'far']);
});
