import { expect, test } from 'vitest';
import { Frontier } from '../../../crawler/schedule/frontier.ts';
import type { Host } from '../../../model/host.ts';
import type { WatchedServer } from '../../../model/server.ts';

const minute = 60_000;
const start = Date.UTC(2026, 10, 21, 12);

function aServer(host: string, sinceMs = start): WatchedServer {
  return { host: host as Host, role: 'peer', expect: {}, watchedSince: new Date(sinceMs).toISOString() };
}

test('a new server is due at once, and each of its slots is handed out once', () => {
  const frontier = new Frontier();
  frontier.add(aServer('a.example'), minute, undefined);

  expect(frontier.take(start).map(({ state }) => state)).toEqual([{ missed: [], older: 0, due: start }]);
  expect(frontier.take(start)).toEqual([]);
  const [next] = frontier.take(start + minute);
  expect(next?.state.missed).toEqual([]);
  expect(next?.state.due).toBeGreaterThan(start);
  expect(frontier.take(start + minute)).toEqual([]);
});

test('the server that waits longest comes first', () => {
  const frontier = new Frontier();
  frontier.add(aServer('young.example', start + 5), minute, undefined);
  frontier.add(aServer('old.example', start), minute, undefined);

  expect(frontier.take(start + 10).map(({ server }) => server.host)).toEqual([
    'old.example',
    'young.example',
  ]);
});

test('after a gap the slots that passed are missed and the present one is due', () => {
  const frontier = new Frontier();
  frontier.add(aServer('a.example'), minute, start);

  const [due] = frontier.take(start + 5 * minute);

  expect(due?.state.missed.length).toBe(4);
  expect(due?.state.due).toBeGreaterThan(start + 4 * minute);
});

test('a clock that was ahead for a while silences nobody', () => {
  const frontier = new Frontier();
  frontier.add(aServer('a.example'), minute, undefined);
  frontier.take(start + 24 * 60 * minute);

  const [due] = frontier.take(start + 2 * minute);

  expect(due?.state).toMatchObject({ missed: [], older: 0 });
  expect(due?.state.due).toBeGreaterThan(start + minute);
  expect(frontier.take(start + 2 * minute)).toEqual([]);
});

test('a restart after such a clock begins with the slot that is open', () => {
  const frontier = new Frontier();
  frontier.add(aServer('a.example'), minute, start + 24 * 60 * minute);

  expect(frontier.take(start + 2 * minute).map(({ state }) => state.missed)).toEqual([[]]);
});

test('hosted servers come before a crowd that waits longer, and a slice of the crowd leaves the rest for later', () => {
  const frontier = new Frontier();
  for (const name of ['a', 'b', 'c']) frontier.add(aServer(`${name}.example`), minute, undefined);
  frontier.add({ ...aServer('ours.example', start + 5), role: 'hosted' }, minute, undefined);
  const hosts = (most: number) => frontier.take(start + 10, most).map(({ server }) => server.host);

  expect(hosts(2)).toEqual(['ours.example', 'a.example']);
  expect(frontier.nextMs).toBe(start);
  expect(hosts(2)).toHaveLength(2);
  expect(hosts(2)).toEqual([]);
});

test('a server that was let go is not due any more, and is when it comes again', () => {
  const frontier = new Frontier();
  const server = aServer('a.example');
  frontier.add(server, minute, undefined);
  frontier.remove(server.host);
  expect([frontier.size, frontier.nextMs, frontier.take(start)]).toEqual([0, Number.POSITIVE_INFINITY, []]);

  frontier.add(server, minute, undefined);
  expect(frontier.take(start)).toHaveLength(1);
});
