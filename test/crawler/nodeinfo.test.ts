import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Net } from '../../crawler/net/net.ts';
import { nodeinfo } from '../../crawler/probes/nodeinfo.ts';
import { builtInSoftware } from '../../model/software/index.ts';
import { hostNamed } from '../visiting.ts';
import { createAuthority } from './net/connection/authority.ts';
import { type Site, startSite } from './net/site.ts';
import { labNet, openOwn } from './net/visit.ts';

const name = 'a.fedi.test';
const rel = 'http://nodeinfo.diaspora.software/ns/schema/2.0';

let version: unknown;
let site: Site;
let net: Net;

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startSite(await authority.issue({ names: [name] }), ({ url }, response) => {
    const links = [{ rel, href: `https://${name}/nodeinfo/2.0` }];
    const document = { version: '2.0', software: { name: 'x'.repeat(500), version }, protocols: [] };
    response.end(JSON.stringify(url === '/.well-known/nodeinfo' ? { links } : document));
  });
  net = labNet({ connectTo: [[name, `127.0.0.1:${site.port}`]], trustedCa: authority.pem });
});

afterAll(async () => {
  await net.close();
  await site.close();
});

it.each([
  ['text', '4.5.0', '4.5.0'],
  ['text of 900 kB, cut', '9'.repeat(900_000), '9'.repeat(200)],
  ['a number', 1.5, '1.5'],
  ['null', null, undefined],
  ['an object', {}, undefined],
  ['a flag', true, undefined],
  ['missing', undefined, undefined],
])('a version that is %s is kept as text or counts as missing', async (_, sent, kept) => {
  version = sent;
  const host = hostNamed(name);
  const prior = {
    domains: { ok: true, data: { accountDomain: host, webDomain: host, learnedFrom: 'same' } },
  } as const;
  const server = { host, role: 'hosted', expect: {}, watchedSince: '' } as const;
  const { document } = await nodeinfo.run(
    {
      server,
      software: builtInSoftware,
      monitorOrigin: '',
      scheduledAt: '',
      signal: new AbortController().signal,
    },
    openOwn(net, name),
    prior,
  );

  expect(document).toMatchObject({ ok: true, data: { software: { name: 'x'.repeat(200) } } });
  expect(document?.ok === true ? document.data.software.version : document).toBe(kept);
});
