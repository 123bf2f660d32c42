import { expect, it } from 'vitest';
import { certificateEnd } from '../../analyzer/certificate.ts';
import { anObservation } from '../store/examples.ts';

const seen = (data: unknown) => certificateEnd([anObservation({ probe: 'tls', data })]);
const leaf = { validTo: '2026-12-01T00:00:00.000Z' };
const later = { validTo: '2027-06-01T00:00:00.000Z' };

it('is the end of the first leaf that ends', () => {
  expect(seen({ sessions: [{ chain: [later, leaf] }, { chain: [leaf] }] })).toBe(leaf.validTo);
  expect(seen({ sessions: [{ chain: [] }] })).toBeUndefined();
  expect(certificateEnd([])).toBeUndefined();
});

it.each([
  { data: {} },
  { data: { sessions: 'none' } },
  { data: { sessions: [{}] } },
  { data: { sessions: [{ chain: [{ ends: 'soon' }] }] } },
])('is not told by what was written in another shape: %j', ({ data }) => {
  expect(seen(data)).toBeUndefined();
});

it('is told by the handshakes that have it', () => {
  expect(seen({ sessions: [{}, { chain: [leaf] }] })).toBe(leaf.validTo);
});
