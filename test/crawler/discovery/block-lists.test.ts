import { afterAll, beforeAll, expect, it } from 'vitest';
import { blockListReader } from '../../../crawler/discovery/block-lists.ts';
import type { Net } from '../../../crawler/net/net.ts';
import { keptLog, realClock } from '../../visiting.ts';
import { createAuthority } from '../net/connection/authority.ts';
import { type Site, startSite } from '../net/site.ts';
import { labNet } from '../net/visit.ts';

const hour = 60 * 60 * 1000;
const url = 'https://lists.fedi.test/list.csv';

let site: Site;
let net: Net;

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else response.end('bad.social\n');
  });
  net = labNet({ connectTo: [['*.fedi.test', `127.0.0.1:${site.port}`]], trustedCa: authority.pem });
});

afterAll(async () => {
  await net.close();
  await site.close();
});

it('a block list is read once a day, and again after the clock was set back', async () => {
  let nowMs = Date.now();
  const clock = { ...realClock(), now: () => nowMs };
  const read = blockListReader([url], { net, clock, log: keptLog(), stop: new AbortController().signal });
  const readings = async (): Promise<number> => {
    await read();
    return site.requests.filter((request) => url.endsWith(request.url)).length;
  };

  expect([await readings(), await readings()]).toEqual([1, 1]);
  nowMs += 25 * hour;
  expect(await readings()).toBe(2);
  nowMs -= 30 * 24 * hour;
  expect(await readings()).toBe(3);
});
