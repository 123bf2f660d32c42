import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { visitsAtOnce } from '../../../crawler/schedule/visit-lanes.ts';
import { createAuthority } from '../net/connection/authority.ts';
import { type Site, startSite } from '../net/site.ts';
import { hour, openStage, type Stage } from '../stage.ts';

const tarpits = ['t1.fedi.test', 't2.fedi.test', 't3.fedi.test'];
const fine = 'fine.fedi.test';

/** Longer than the test may last: a loaded machine is slow. */
const patience = { timeout: 60_000, interval: 10 };

let site: Site;
let stage: Stage;
/** Answers that come a byte at a time, by host, and how to go on with the one that waits for them. */
const held = new Map<string, ServerResponse>();
let waiting: ServerResponse | undefined;

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (request, response) => {
    const host = String(request.headers.host);
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else if (host === fine) waiting = response;
    else drip(host, response);
  });
  stage = await openStage({
    connectTo: [['*.fedi.test', `127.0.0.1:${site.port}`]],
    caPem: authority.pem,
    resolver: '127.0.0.1:1',
    monitorOrigin: 'https://monitor.fedi.test',
  });
});

afterAll(async () => {
  await stage.end();
  await site.close();
});

/** Never silent for long, and never done. */
function drip(host: string, response: ServerResponse): void {
  held.set(host, response);
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => {
    clearInterval(timer);
    if (held.get(host) === response) held.delete(host);
  });
}

test('peers that answer in drops take no place of the crowd from their second visit on, also after a restart', async () => {
  const lanes = { concurrency: 1 };
  const net = { concurrency: visitsAtOnce(lanes), totalTimeoutMs: 60_000 };
  const pits = tarpits.map((name) => stage.named(name, 'peer'));
  // Each is held for longer than a tenth of a usual visit.
  const first = await stage.crawl(pits, { concurrency: pits.length, visitDeadlineMs: 4_000 }, net);
  await first.turn();
  await first.close();
  stage.pass(hour);

  const second = await stage.crawl([...pits, stage.named(fine, 'peer')], { ...lanes }, net);
  second.crawler.tick();
  await vi.waitFor(() => expect([held.size, waiting === undefined]).toEqual([3, false]), patience);

  expect(second.crawler.progress()).toMatchObject({ waiting: 0 });
  await second.close();
}, 90_000);
