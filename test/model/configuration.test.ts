import { describe, expect, it } from 'vitest';
import { configurationProblems } from '../../model/configuration/problem.ts';
import { configurationSchema } from '../../model/configuration.ts';

const monitor = { origin: 'https://monitor.example', contact: 'ops@monitor.example' };

function problemsOf(given: unknown): readonly string[] {
  const parsed = configurationSchema.safeParse(given);
  if (parsed.success) return [];
  return configurationProblems(parsed.error, given).map(({ path, says, fix }) => `${path}: ${says}; ${fix}`);
}

describe('the configuration schema', () => {
  it('fills in gentle manners', () => {
    const { crawler } = configurationSchema.parse({ monitor });

    expect(crawler.intervals).toEqual({ hosted: 60_000, unproven: 3_600_000, peer: 3_600_000 });
    expect(crawler.budgets.hosted).toEqual({ requestsPerSecond: 5, requestsPerVisit: 60 });
    expect(crawler.budgets.peer).toEqual({ requestsPerSecond: 1, requestsPerVisit: 20 });
    expect(crawler.budgets.unproven).toEqual(crawler.budgets.peer);
  });

  it.each([
    ['a visit a minute', { intervals: { peer: '1m' } }, 'crawler.intervals.peer: "1m" is too often'],
    [
      'ten requests a second',
      { budgets: { unproven: { requestsPerSecond: 10 } } },
      'requestsPerSecond: 10 is too fast',
    ],
  ])('does not press servers that did not consent: %s', (_what, crawler, says) => {
    expect(problemsOf({ monitor, crawler }).join()).toContain(says);
    expect(problemsOf({ monitor, crawler, lab: { connectTo: { '*.fedi.test': '127.0.0.1:1' } } })).toEqual(
      [],
    );
  });

  it.each([
    ['a missing section', {}, 'monitor: is missing; write who we are, with origin and contact'],
    [
      'a wrong kind',
      { monitor: { ...monitor, contact: 5 } },
      'monitor.contact: 5 is no text; write how to reach',
    ],
    [
      'a value outside a list',
      { monitor, hosted: [{ domain: 'a.example', plan: 'gold' }] },
      'is none of operated, supported',
    ],
    [
      'a number out of range',
      { monitor, hosted: [{ domain: 'a.example', objective: 100 }] },
      '100 is not below 100',
    ],
    [
      'a server twice',
      { monitor, hosted: [{ domain: 'a.example' }, { domain: 'A.example.' }] },
      'hosted[1].domain',
    ],
    ['a server setting without a server', { monitor, store: { database: 'x' } }, 'without store.url'],
    ['an origin with a path', { monitor: { ...monitor, origin: 'https://a.example/x' } }, 'is no origin'],
    [
      'two ways to sign in',
      { monitor, web: { auth: { header: 'X-User', tokens: ['A'] } } },
      'exactly one of',
    ],
    ['a target that is none', { monitor, lab: { connectTo: { a: '127.0.0.1:70000' } } }, 'lab.connectTo.a'],
    [
      'a key one level down',
      { monitor, store: { pth: './data' } },
      'store.pth: is not a known key; did you mean path?',
    ],
    ['a key that resembles nothing', { monitor, zzzzzzzzz: 1 }, 'known here: monitor, hosted'],
  ])('refuses %s and says how to write it', (_what, given, says) => {
    expect(problemsOf(given).join('\n')).toContain(says);
  });

  it('never repeats what may be a secret', () => {
    const problems = problemsOf({
      monitor,
      store: { url: 'http://127.0.0.1:8123', passwordEnv: 'hunter2!' },
    });

    expect(problems.join()).toContain('store.passwordEnv');
    expect(problems.join()).not.toContain('hunter2');
  });
});
