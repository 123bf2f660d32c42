import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { program } from '../../bin/command-line.ts';
import { rules } from '../../rules/index.ts';
import type { ServerRule } from '../../rules/rule.ts';
import { openStore } from '../../store/open.ts';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { clock, keptLog } from '../store/examples.ts';
import { furnished } from '../store/furnished.ts';
import { temporaryDirectory } from '../store/temporary.ts';
import { fediscope, start } from './command.ts';
import { keptSession } from './in-process.ts';

const server = 'mastodon.fedi.test';
const broken = 'tls.valid';

/** Our rules, and one of them has a bug. */
const withBug: readonly ServerRule[] = rules.map((rule) =>
  rule.id === broken
    ? {
        ...rule,
        check: () => {
          throw new Error('a slip');
        },
      }
    : rule,
);

let fediverse: Fediverse;
let config: string;
let path: string;
/** Of that rule alone; one with all rules shows that the others go on as they were. */
let rescoreOfIt: readonly string[];

beforeAll(async () => {
  fediverse = await startFediverse({ only: [server] });
  const folder = await temporaryDirectory();
  path = await furnished(join(folder, 'data'));
  config = join(folder, 'fediscope.yaml');
  rescoreOfIt = ['rescore', '--since', '1d', '--rule', broken, '--config', config];
  const brisk = { requestsPerSecond: 50 };
  const configuration = {
    monitor: { origin: fediverse.monitorOrigin, contact: 'ops@monitor.fedi.test' },
    hosted: [{ domain: server, customer: 'Institute of Examples' }],
    crawler: { budgets: { hosted: brisk, unproven: brisk, peer: brisk } },
    store: { path },
    web: { listen: '127.0.0.1:0' },
    lab: {
      connectTo: Object.fromEntries(fediverse.connectTo),
      trustedCa: fediverse.caFile,
      allowAddresses: ['127.0.0.0/8'],
      resolver: fediverse.resolver,
    },
  };
  writeFileSync(config, stringify(configuration));
});

afterAll(() => fediverse.close());

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command as the program does, with other rules. `until`: what on standard error makes the person stop it. */
async function run(args: readonly string[], own: readonly ServerRule[], until?: string): Promise<Ran> {
  const stopping = new AbortController();
  const heard = (text: string) => {
    if (until !== undefined && text.includes(until)) stopping.abort();
  };
  const { session, ended } = keptSession({ rules: async () => own, stop: stopping.signal, heard });
  await program(session).parseAsync(args, { from: 'user' });
  const { code, stdout: out, stderr: err } = ended();
  return { code, out, err };
}

async function current(): Promise<Readonly<Record<string, string>>> {
  const store = await openStore({ path }, { log: keptLog(), clock });
  try {
    const findings = await store.currentFindings();
    return Object.fromEntries(findings.map(({ rule, outcome }) => [rule, outcome]));
  } finally {
    await store.close();
  }
}

const threw = /"level":"error".*"message":"a rule threw".*"rule":"tls\.valid"/;

describe('a rule that throws', () => {
  it('cannot tell in check, and the report of all others is printed before it ends with 4', async () => {
    const lab = ['--config', config];

    const { code, out, err } = await run(['check', server, '--format', 'json', ...lab], withBug);

    expect(code).toBe(4);
    expect(err).toMatch(threw);
    const { findings } = JSON.parse(out).servers[0];
    expect(findings.find((each: { rule: string }) => each.rule === broken)?.outcome).toBe('cannot-tell');
    expect(findings.filter((each: { outcome: string }) => each.outcome === 'passed').length).toBeGreaterThan(
      20,
    );
  });

  it('cannot tell in up, which keeps all other findings and ends with 4', async () => {
    const { code, err } = await run(['up', '--once', '--config', config], withBug);

    expect(code).toBe(4);
    expect(err).toMatch(threw);
    const outcomes = await current();
    expect(outcomes[broken]).toBe('cannot-tell');
    expect(Object.values(outcomes).filter((outcome) => outcome === 'passed').length).toBeGreaterThan(20);
  });

  it('is judged anew by a rescore with the mended rule, after a dry run that says so', async () => {
    const dry = await run([...rescoreOfIt, '--dry-run'], rules);
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain(`${broken}\n  cannot-tell -> passed: 1 (${server})\n`);
    expect((await current())[broken]).toBe('cannot-tell');

    const { code, out } = await run(['rescore', '--since', '1d', '--config', config], rules);
    expect(code).toBe(0);
    expect(out).toContain('replaced by');
    expect((await current())[broken]).toBe('passed');
    const again = await run(rescoreOfIt, rules);
    expect(again.out).toContain('Every finding is as it was');
  });

  it('cannot tell in a rescore, which ends with 4', async () => {
    const { code, out, err } = await run(rescoreOfIt, withBug);

    expect(code).toBe(4);
    expect(err).toMatch(threw);
    expect(out).toContain(`Threw, so that they cannot tell: ${broken}`);
    expect((await current())[broken]).toBe('cannot-tell');
  });

  it('cannot tell in analyze, which goes on until it is told to stop and ends with 4', async () => {
    await run(rescoreOfIt, rules);
    expect((await current())[broken]).toBe('passed');

    const { code, err } = await run(['analyze', '--config', config], withBug, 'a rule threw');

    expect(code).toBe(4);
    expect(err).toMatch(threw);
    expect((await current())[broken]).toBe('cannot-tell');
  });
});

describe('rescore', () => {
  it('says what to do while a monitor has the store', async () => {
    const monitor = start(['up', '--config', config]);
    await monitor.said('http:');

    const { code, stderr } = await fediscope(['rescore', '--since', '1d', '--config', config]);
    monitor.child.kill('SIGTERM');
    await monitor.ended();

    expect(code).toBe(2);
    expect(stderr).toMatch(/^fediscope: .*in use by another process: stop it.*\n$/);
    expect(stderr).toContain(path);
  });

  it.each([
    ['a rule that does not exist', ['--rule', 'tls.valida'], 'did you mean tls.valid?'],
    ['a server that is not watched', ['--server', 'other.example'], 'there is no watched server'],
  ])('refuses %s', async (_what, flags, says) => {
    const asked = run(['rescore', '--since', '1d', '--config', config, ...flags], rules);
    await expect(asked).rejects.toMatchObject({ name: 'Refusal', message: expect.stringContaining(says) });
  });

  it.each(['yesterday', '2999-01-01T00:00:00Z', '2026-13-01T00:00:00Z'])(
    'refuses --since %s',
    async (since) => {
      const asked = run(['rescore', '--since', since, '--config', config], rules);
      await expect(asked).rejects.toMatchObject({
        name: 'Refusal',
        message: expect.stringContaining('such as 7d'),
      });
    },
  );
});
