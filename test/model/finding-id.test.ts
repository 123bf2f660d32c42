import { expect, it } from 'vitest';
import { findingId, findingKey, isNamed } from '../../model/finding-id.ts';
import { aFinding } from '../store/examples.ts';

const since = '2026-11-20T10:00:01.250Z';

it.each([
  [{}, `social.example/actor.vary@${since}`],
  [
    { rule: 'peering.one-way', labels: { way: 'out', peer: 'other.example' } },
    `social.example/peering.one-way?peer=other.example&way=out@${since}`,
  ],
  [{ labels: { peer: 'a@b/c?d&e=f' } }, `social.example/actor.vary?peer=a%40b%2Fc%3Fd%26e%3Df@${since}`],
])('the id of a finding leads back to it', (changes, id) => {
  const finding = aFinding(changes);

  expect(findingId(finding)).toBe(id);
  const key = findingKey(id)!;
  expect(key).toMatchObject({ server: finding.server, rule: finding.rule, since });
  expect(key.labels).toEqual(finding.labels);
  expect(isNamed(finding, key)).toBe(true);
});

it('an id without an instant names the newest, one with another instant or label another finding', () => {
  const finding = aFinding({ labels: { peer: 'other.example' } });
  const names = (id: string) => isNamed(finding, findingKey(id)!);

  expect(names('social.example/actor.vary?peer=other.example')).toBe(true);
  expect(names('social.example/actor.vary')).toBe(false);
  expect(names('social.example/actor.vary?peer=third.example')).toBe(false);
  expect(names('social.example/actor.vary?peer=other.example@2026-11-20T10:00:01.251Z')).toBe(false);
  expect(names('elsewhere.example/actor.vary?peer=other.example')).toBe(false);
});

it.each([
  '',
  'actor.vary',
  'social.example',
  'social.example/',
  '/actor.vary',
  'localhost/actor.vary',
  'social.example/Actor',
])('"%s" is no id', (text) => {
  expect(findingKey(text)).toBeUndefined();
});
