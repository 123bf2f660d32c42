import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progressLine, showCrawl } from '../../bin/progress.ts';
import type { Terminal } from '../../bin/terminal.ts';

const counts = { servers: 120, visited: 60, inFlight: 4, waiting: 56, missed: 1, bugs: 0, unanswered: 2 };
const progress = { ...counts, watermarkMs: 1_000, behindMs: 0 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A terminal that keeps what it shows. `live`: a person watches. */
function aTerminal(live: boolean) {
  const shown: string[] = [];
  const terminal: Terminal = {
    out: () => {},
    err: (text) => void shown.push(text),
    status: (line) => void shown.push(`status: ${line}`),
    live,
    columns: 100,
    paint: (_style, text) => text,
  };
  return { terminal, shown };
}

const clock = { now: () => Date.now(), elapsed: () => Date.now() };

describe('progress', () => {
  it.each([
    [{ visited: 60, waiting: 56 }, 30, '2.0/s, 30 s left'],
    [{ visited: 6, waiting: 596 }, 60, '0.1/s, 1 h 40 min left'],
    [{ visited: 60, waiting: 596 }, 60, '1.0/s, 10 min left'],
    [{ visited: 0, waiting: 56 }, 30, '0.0/s'],
    [{ visited: 60, waiting: 0, inFlight: 0 }, 30, '2.0/s'],
    [{ behindMs: 59_000 }, 30, '2.0/s, 30 s left'],
    [{ behindMs: 7_260_000 }, 30, '2.0/s, 30 s left, 2 h 1 min behind'],
  ])('says how fast it goes and how long it will take: %j after %i s', (change, seconds, says) => {
    const line = progressLine({ ...progress, ...change }, seconds);

    expect(line.split(', ').slice(5).join(', ')).toBe(says);
  });

  it('is a line that changes where a person watches, and goes at the end', () => {
    const { terminal, shown } = aTerminal(true);

    const { end } = showCrawl({ progress: () => progress }, { terminal, clock });
    vi.advanceTimersByTime(1_000);
    end();
    vi.advanceTimersByTime(10_000);

    expect(shown).toEqual([
      'status: 120 servers: 60 visited, 56 due, 4 in flight, 2 failed, 1 missed, 0.0/s',
      'status: 120 servers: 60 visited, 56 due, 4 in flight, 2 failed, 1 missed, 120.0/s, 1 s left',
      'status: 120 servers: 60 visited, 56 due, 4 in flight, 2 failed, 1 missed, 60.0/s, 1 s left',
      'status: ',
    ]);
  });

  it('is a plain line every ten seconds elsewhere', () => {
    const { terminal, shown } = aTerminal(false);

    const { end } = showCrawl({ progress: () => progress }, { terminal, clock });
    vi.advanceTimersByTime(25_000);
    end();

    expect(shown).toHaveLength(2);
    expect(shown.every((line) => line.startsWith('120 servers: ') && line.endsWith('left\n'))).toBe(true);
  });
});
