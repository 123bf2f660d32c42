import { expect, test } from 'vitest';
import { Frontier } from '../../crawler/frontier.ts';
import type { Host } from '../../model/host.ts';
import type { WatchedServer } from '../../model/server.ts';

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
