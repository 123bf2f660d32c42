import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Net } from '../../crawler/net/net.ts';
import { look } from '../../crawler/schedule/connectivity.ts';
import { createAuthority } from './net/connection/authority.ts';
import { type Site, startSite, startTcp } from './net/site.ts';
import { codeOf, host, labNet } from './net/visit.ts';

const none = new AbortController().signal;
let net: Net;
let slow: Site;
let mute: Site;
let answer = () => {};

beforeAll(async () => {
  const authority = await createAuthority();
  slow = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (_request, response) => {
    answer = () => response.end('{}');
  });
  mute = await startTcp(() => {});
  const connectTo = [
    ['mute.fedi.test', `127.0.0.1:${mute.port}`],
    ['*.fedi.test', `127.0.0.1:${slow.port}`],
  ] as const;
  net = labNet({ connectTo, trustedCa: authority.pem });
});

afterAll(async () => {
  await net.close();
  await slow.close();
  await mute.close();
});

const lookAt = (name: string) => look(net, { host: host(name), consent: 'hosted' }, none);

test('a control that we keep busy ourselves is no answer either way, one that says nothing is silent', async () => {
  const busy = net.open({ host: host('busy.fedi.test'), consent: 'hosted', signal: none });
  const asked = codeOf(busy.get('https://busy.fedi.test/').then(({ status }) => status));
  await expect.poll(() => slow.requests.length).toBe(1);
  const looks = await Promise.all(['busy.fedi.test', 'mute.fedi.test', 'idle.fedi.test'].map(lookAt));
  answer();

  expect(looks).toEqual(['unknown', 'silent', 'answered']);
  expect(await asked).toBe(200);
  await busy.close();
}, 30_000);
