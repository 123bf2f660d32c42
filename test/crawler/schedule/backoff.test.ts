import { describe, expect, test } from 'vitest';
import { restUntil } from '../../../crawler/schedule/backoff.ts';
import { type Contact, contactAfter } from '../../../crawler/schedule/contacts.ts';
import type { Observation } from '../../../model/observation.ts';

const hour = 3_600_000;
const day = 24 * hour;
const rhythm = { intervalMs: hour, sinceMs: 0 };
const rest = (contact: Contact) => restUntil(contact, rhythm);

/** When a peer that fell silent after `aliveMs` is visited, until a moment. */
function visits(aliveMs: number, untilMs: number): readonly number[] {
  const tried: number[] = [];
  for (let at = aliveMs + hour; at < untilMs; at = rest({ aliveMs, triedMs: at, reached: false }) ?? at)
    tried.push(at);
  return tried;
}

const answered = (
  status: number,
  header: Record<string, string> = {},
  by = 'a.example',
): Observation['exchanges'][number] => ({
  url: `https://${by}/`,
  method: 'GET',
  startedAt: '2026-01-01T00:00:00.000Z',
  status,
  responseHeaders: header,
  cookieNames: [],
  timings: { totalMs: 1 },
});

const row = (changes: Partial<Observation>): Observation =>
  ({
    server: 'a.example',
    probe: 'robots',
    outcome: 'ok',
    scheduledAt: '2026-01-01T00:00:00.000Z',
    exchanges: [],
    ...changes,
  }) as Observation;

describe('a peer that falls silent', () => {
  test('is visited at doubling intervals, then daily, then weekly, and never given up', () => {
    const tried = visits(0, 400 * day);
    const gaps = tried.slice(1).map((at, n) => (at - tried[n]!) / hour);

    expect(gaps.slice(0, 6)).toEqual([1, 2, 4, 8, 16, 24]);
    expect(Math.max(...gaps)).toBe(7 * 24);
    expect(tried.filter((at) => at > 31 * day).length).toBeGreaterThan(50);
    const daily = tried.filter((at) => at > 2 * day && at <= 30 * day);
    expect(daily.length).toBeGreaterThanOrEqual(27);
  });

  test('counts from its enrolment when it was never seen alive', () => {
    expect(rest({ triedMs: 4 * hour, reached: false })).toBe(8 * hour);
  });

  test('is due in its own slots as soon as it answers', () => {
    expect(rest({ aliveMs: 9 * hour, triedMs: 9 * hour, reached: true })).toBeUndefined();
  });

  test('is not visited before its Retry-After, also across visits', () => {
    const busy = { aliveMs: hour, triedMs: hour, reached: true, notBeforeMs: 3 * hour };
    expect(rest(busy)).toBe(3 * hour);
  });

  test('rests as long while it answers and its robots.txt cannot be read', () => {
    const unread = (triedMs: number) => rest({ aliveMs: triedMs, triedMs, reached: true, unreadSinceMs: 0 });

    expect([0, hour, 2 * hour, 4 * hour].map(unread)).toEqual([hour, 2 * hour, 4 * hour, 8 * hour]);
    expect(unread(20 * day)).toBe(21 * day);
    expect(unread(40 * day)).toBe(47 * day);
  });

  test('is left alone for good once its whole site is gone and that is written down', () => {
    expect(rest({ gone: 'seen' })).toBeUndefined();
    expect(rest({ gone: 'written-down' })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a contact', () => {
  test('learns a Retry-After in seconds or as a date from what a visit recorded', () => {
    const at = Date.parse('2026-01-01T00:00:00Z');
    const retryOf = (value: string) =>
      contactAfter({}, [row({ exchanges: [answered(503, { 'retry-after': value })] })]).notBeforeMs;
    expect(retryOf('7200')).toBe(at + 2 * hour);
    expect(retryOf('Thu, 01 Jan 2026 03:00:00 GMT')).toBe(at + 3 * hour);
    expect(retryOf('soon')).toBeUndefined();
  });

  test('believes no Retry-After beyond a week', () => {
    const at = Date.parse('2026-01-01T00:00:00Z');
    const contact = contactAfter({}, [row({ exchanges: [answered(429, { 'retry-after': '999999999' })] })]);
    expect(contact.notBeforeMs).toBe(at + 7 * day);
  });

  test("hears its server and that one's web domain, and nobody else to whom a redirect led", () => {
    const split = row({ probe: 'domains', data: { webDomain: 'web.a.example' } });
    const busy = (by: string) => row({ exchanges: [answered(503, { 'retry-after': '60' }, by)] });
    const gone = row({ exchanges: [1, 2, 3].map(() => answered(410, {}, 'other.example')) });
    const afterwards = contactAfter({}, [split]);

    expect(contactAfter({}, [busy('other.example')]).notBeforeMs).toBeUndefined();
    expect(contactAfter({}, [split, busy('web.a.example')]).notBeforeMs).toBeDefined();
    expect(contactAfter(afterwards, [busy('web.a.example')]).notBeforeMs).toBeDefined();
    expect(contactAfter({}, [gone]).gone).toBeUndefined();
    const silent = row({ outcome: 'failed', exchanges: [answered(200, {}, 'other.example')] });
    expect(contactAfter({}, [silent]).reached).toBe(false);
  });

  test('takes 410 for a whole site only where nothing else was answered, at three paths', () => {
    const at = (path: string, status: number) => ({ ...answered(status), url: `https://a.example${path}` });
    const goneBy = (...exchanges: ReturnType<typeof at>[]) => contactAfter({}, [row({ exchanges })]).gone;

    expect(goneBy(at('/', 410), at('/a', 410), at('/b', 410))).toBe('seen');
    expect(goneBy(at('/', 410), at('/a', 410))).toBeUndefined();
    expect(goneBy(at('/', 410), at('/a', 404), at('/b', 410), at('/c', 410))).toBeUndefined();
    expect(goneBy(at('/a?b=1', 410), at('/a?b=2', 410), at('/a', 410), at('/b', 410))).toBeUndefined();
  });

  test('adds up what is gone over visits that ask for little, until anything else is answered', () => {
    const visited = (before: Contact, path: string, status = 410) =>
      contactAfter(before, [row({ exchanges: [{ ...answered(status), url: `https://a.example${path}` }] })]);
    const two = visited(visited({}, '/.well-known/webfinger'), '/robots.txt');

    expect(visited(two, '/.well-known/webfinger').gone).toBeUndefined();
    expect(visited(two, '/.well-known/nodeinfo').gone).toBe('seen');
    expect(visited(visited(two, '/robots.txt', 200), '/.well-known/nodeinfo').gone).toBeUndefined();
    expect(visited(contactAfter(two, [row({ outcome: 'missed' })]), '/actor').gone).toBe('seen');
  });

  test('knows since when its robots.txt cannot be read; a visit that did not look learns nothing', () => {
    const at = (hours: number, before: Contact, robots?: 'readable' | 'absent' | 'unreachable') => {
      const scheduledAt = new Date(hours * hour).toISOString();
      return contactAfter(before, [row({ scheduledAt, exchanges: [answered(200)] })], robots);
    };
    const since = at(2, at(1, {}, 'unreachable'), 'unreachable');

    expect(since.unreadSinceMs).toBe(hour);
    expect(at(3, since).unreadSinceMs).toBe(hour);
    expect(at(3, since, 'absent').unreadSinceMs).toBeUndefined();
    expect(at(3, since, 'readable').unreadSinceMs).toBeUndefined();
  });

  test('takes a refusal for an answer, and a missed visit for nothing', () => {
    const before: Contact = { aliveMs: 1, triedMs: 1, reached: true };
    const refused = contactAfter({}, [row({ exchanges: [answered(403)] })]);
    expect(refused.reached).toBe(true);
    expect(contactAfter(before, [row({ outcome: 'missed' })])).toEqual(before);
  });

  test('believes the newest attempt, not what an older one left in the store', () => {
    const older = row({
      probe: 'webfinger',
      exchanges: [answered(200)],
      scheduledAt: '2025-12-01T00:00:00.000Z',
    });
    expect(contactAfter({}, [older, row({ outcome: 'failed' })]).reached).toBe(false);
  });
});
