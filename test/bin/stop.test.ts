import { once } from 'node:events';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { furnished } from '../store/furnished.ts';
import { emptyFolder, start } from './command.ts';

let fediverse: Fediverse;

beforeAll(async () => {
  fediverse = await startFediverse({ only: ['mastodon.fedi.test', 'no-vary.fedi.test'] });
});

afterAll(() => fediverse.close());

/** A folder with a configuration that watches two servers, asked so slowly that a visit lasts a minute unless it is ended. */
async function setUp(requestsPerSecond = 0.2): Promise<string> {
  const folder = emptyFolder();
  await furnished(join(folder, 'data'));
  const manners = { requestsPerSecond };
  const configuration = {
    monitor: { origin: fediverse.monitorOrigin, contact: 'ops@monitor.fedi.test' },
    peers: { seeds: ['mastodon.fedi.test', 'no-vary.fedi.test'] },
    crawler: { budgets: { hosted: manners, unproven: manners, peer: manners } },
    web: { listen: '127.0.0.1:0' },
    lab: {
      connectTo: Object.fromEntries(fediverse.connectTo),
      trustedCa: fediverse.caFile,
      allowAddresses: ['127.0.0.0/8'],
      resolver: fediverse.resolver,
    },
  };
  writeFileSync(join(folder, 'fediscope.yaml'), stringify(configuration));
  return folder;
}

/** What a process came to after a signal, and how many seconds that took. */
async function terminated(running: ReturnType<typeof start>) {
  const began = performance.now();
  running.child.kill('SIGTERM');
  const ended = await running.ended();
  return { ...ended, seconds: (performance.now() - began) / 1000 };
}

/**
 * Does the main thread sleep at most looks? One that spins runs, or waits for a processor, at every look, however busy the machine is.
 * Source: Linux, `proc_pid_stat(5)`, field 3.
 */
async function isAtRest(pid: number): Promise<boolean> {
  const looks = 20;
  let asleep = 0;
  for (let look = 0; look < looks; look += 1) {
    await pause(25);
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    if (stat.slice(stat.lastIndexOf(')') + 2).startsWith('S')) asleep += 1;
  }
  return asleep > looks / 2;
}

describe.concurrent('SIGTERM ends', () => {
  it('a single pass, which says that not everything was judged: exit code 3', async () => {
    const running = start(['up', '--once', '--log-level', 'debug'], {
      cwd: await setUp(),
      env: { FEDISCOPE_TRACE_FD: '1' },
    });
    await running.said('store open');
    const { code, seconds } = await terminated(running);

    expect(code).toBe(3);
    expect(seconds).toBeLessThan(8);
  }, 30_000);

  it('a monitor to which somebody holds a silent connection', async () => {
    const running = start(['up'], { cwd: await setUp() });
    const [, port = ''] = /http:.*:(\d+)/.exec(await running.said('http:')) ?? [];
    const silent = connect(Number(port), '127.0.0.1').on('error', () => {});
    await once(silent, 'connect');
    const { code, seconds } = await terminated(running);

    expect(code).toBe(0);
    expect(seconds).toBeLessThan(8);
  }, 30_000);

  it('a monitor whose spool directory went away, which says what was lost and where', async () => {
    const cwd = await setUp();
    const running = start(['up'], { cwd });
    await running.said('http:');
    const spool = join(cwd, 'data', 'spool');
    renameSync(spool, join(cwd, 'gone'));
    const { stderr, seconds } = await terminated(running);

    expect(seconds).toBeLessThan(8);
    expect(stderr).toContain('"message":"observations lost"');
    expect(stderr).toContain(spool);
  }, 30_000);
});

it('a second signal ends a monitor at once, by that signal and not by a crash', async () => {
  const running = start(['up'], { cwd: await setUp() });
  await running.said('http:');
  // Two of one kind may arrive as one.
  running.child.kill('SIGINT');
  running.child.kill('SIGTERM');
  const { code } = await running.ended();

  expect(code).toBeNull();
  expect(['SIGINT', 'SIGTERM']).toContain(running.child.signalCode);
}, 30_000);

describe('a closed standard error', () => {
  it('lets a monitor come to rest and ends nothing', async (context) => {
    context.skip(process.platform !== 'linux', 'only Linux tells in /proc that a process rests');
    const env = { FEDISCOPE_TRACE_FD: '1' };
    const running = start(['up', '--log-level', 'debug'], { cwd: await setUp(50), env });
    running.child.stderr?.destroy();
    // By then servers were visited, and every exchange with them had its line.
    await running.said('deleted ');
    await vi.waitUntil(() => isAtRest(running.child.pid!), { timeout: 60_000 });
    const { code, seconds } = await terminated(running);

    expect(code).toBe(0);
    expect(seconds).toBeLessThan(8);
  }, 90_000);
});
