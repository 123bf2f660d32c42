import { Resolver } from 'node:dns/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BreakageName } from './breakages/index.ts';
import type { Fediverse } from './fediverse.ts';
import { startFediverse } from './fediverse.ts';

const broken: readonly BreakageName[] = [
  'dns-nxdomain',
  'dns-servfail',
  'dns-silent',
  'dns-rebinding',
  'dns-mixed',
  'dns-ipv6-dead',
  'dns-truncated',
];
let fediverse: Fediverse;
let resolver: Resolver;

beforeAll(async () => {
  const extra = broken.map((name) => {
    return { host: `${name}.fedi.test`, software: 'mastodon', role: 'peer', broken: name } as const;
  });
  fediverse = await startFediverse({ only: ['mastodon.fedi.test', 'split.fedi.test'], extra });
  resolver = new Resolver({ timeout: 100, tries: 1 });
  resolver.setServers([fediverse.resolver]);
});
afterAll(() => fediverse.close());

async function codeOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    () => 'answered',
    (error) => error.code,
  );
}

test('every host, the web domain of a split server too, has the address of the listener and no other', async () => {
  for (const host of ['mastodon.fedi.test', 'split.fedi.test', 'social.split.fedi.test']) {
    expect(await resolver.resolve4(host, { ttl: true })).toEqual([{ address: '127.0.0.1', ttl: 60 }]);
    expect(await codeOf(resolver.resolve6(host))).toBe('ENODATA');
  }
});

test('the proof of ownership of a hosted server is a TXT record that names the monitor', async () => {
  const proof = await resolver.resolveTxt('_fediscope.mastodon.fedi.test');

  expect(proof).toEqual([['fediscope-monitor=https://monitor.fedi.test']]);
});

test('a server that proves nothing has no TXT record', async () => {
  expect(await codeOf(resolver.resolveTxt('_fediscope.dns-mixed.fedi.test'))).toBe('ENOTFOUND');
});

test('a name that is nowhere does not exist', async () => {
  expect(await codeOf(resolver.resolve4('nobody.fedi.test'))).toBe('ENOTFOUND');
});

test.each([
  ['dns-nxdomain', 'ENOTFOUND'],
  ['dns-servfail', 'ESERVFAIL'],
  ['dns-silent', 'ETIMEOUT'],
])('%s is seen as %s', async (name, code) => {
  expect(await codeOf(resolver.resolve4(`${name}.fedi.test`))).toBe(code);
});

test('rebinding gives a private address from the second question on', async () => {
  const host = 'dns-rebinding.fedi.test';

  expect(await resolver.resolve4(host)).toEqual(['127.0.0.1']);
  expect(await resolver.resolve4(host)).toEqual(['10.0.0.1']);
  expect(await resolver.resolve4(host)).toEqual(['10.0.0.1']);
});

test('a mixed answer has a private address beside the public one', async () => {
  expect(await resolver.resolve4('dns-mixed.fedi.test')).toEqual(['127.0.0.1', '10.0.0.1']);
});

test('a name with only IPv6 has no IPv4 address', async () => {
  expect(await resolver.resolve6('dns-ipv6-dead.fedi.test')).toEqual(['::1']);
  expect(await codeOf(resolver.resolve4('dns-ipv6-dead.fedi.test'))).toBe('ENODATA');
});

test('a truncated answer over UDP is completed over TCP', async () => {
  expect(await resolver.resolve4('dns-truncated.fedi.test')).toEqual(['127.0.0.1']);
});

test('a name can be taken down and brought back while it runs', async () => {
  fediverse.break('mastodon.fedi.test', 'dns-nxdomain');
  const broken = await codeOf(resolver.resolve4('mastodon.fedi.test'));
  fediverse.heal('mastodon.fedi.test');

  expect([broken, await resolver.resolve4('mastodon.fedi.test')]).toEqual(['ENOTFOUND', ['127.0.0.1']]);
});
