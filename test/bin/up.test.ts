import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { furnished } from '../store/furnished.ts';
import { emptyFolder, fediscope, start } from './command.ts';
import { fediscopeHere } from './in-process.ts';

let fediverse: Fediverse;

beforeAll(async () => {
  fediverse = await startFediverse({ only: ['mastodon.fedi.test', 'no-vary.fedi.test'] });
});

afterAll(() => fediverse.close());

const brisk = { requestsPerSecond: 50 };

/** A folder with a configuration that watches two servers of the test fediverse, and an empty store. */
async function setUp(change: Record<string, unknown> = {}): Promise<string> {
  const folder = setUpFirst(change);
  await furnished(join(folder, 'data'));
  return folder;
}

/** The same before its first start: there is no store yet. */
function setUpFirst(change: Record<string, unknown> = {}): string {
  const folder = emptyFolder();
  const configuration = {
    monitor: { origin: fediverse.monitorOrigin, contact: 'ops@monitor.fedi.test' },
    hosted: [{ domain: 'mastodon.fedi.test', customer: 'Institute of Examples' }],
    peers: { seeds: ['no-vary.fedi.test'] },
    crawler: { budgets: { hosted: brisk, unproven: brisk, peer: brisk } },
    web: { listen: '127.0.0.1:0' },
    lab: {
      connectTo: Object.fromEntries(fediverse.connectTo),
      trustedCa: fediverse.caFile,
      allowAddresses: ['127.0.0.0/8'],
      resolver: fediverse.resolver,
    },
    ...change,
  };
  writeFileSync(join(folder, 'fediscope.yaml'), stringify(configuration));
  return folder;
}

/** A command with the configuration of a folder, in this process. */
function here(command: string, folder: string) {
  return fediscopeHere([command, '--config', join(folder, 'fediscope.yaml')]);
}

/** Without how far it is, which is told after ten seconds, and a busy machine takes them. */
function complaintsIn(stderr: string): string {
  return stderr.replaceAll(/^\d+ servers: .+\n/gm, '');
}

describe('up', () => {
  it('serves what it found, tells a second process that the directory is taken, and stops when told', async () => {
    const cwd = await setUp();
    const first = start(['up'], { cwd });
    const [url = ''] = /http:\S+/.exec(await first.said('http:')) ?? [];

    const page = await fetch(url);
    const about = await (await fetch(`${url}/about`)).text();
    const second = await fediscope(['up'], { cwd });
    first.child.kill('SIGTERM');
    const { code, stderr } = await first.ended();

    expect(page.status).toBe(200);
    expect(await page.text()).toContain('mastodon.fedi.test');
    expect(about).toMatch(/signed every day with the Ed25519 key <code>MCowBQYDK2VwAyEA[^<]{44}<\/code>/);
    expect(second).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^fediscope: .+\n$/) });
    expect(second.stderr).toContain(join(cwd, 'data'));
    expect({ code, complaints: complaintsIn(stderr) }).toEqual({ code: 0, complaints: '' });
  });

  it('makes one full pass with --once, and tells whoever listens what is safe on disk', async () => {
    const cwd = setUpFirst();

    const { code, stdout, stderr } = await fediscope(['up', '--once'], {
      cwd,
      env: { FEDISCOPE_TRACE_FD: '1' },
    });
    const lines = stdout.split('\n');

    expect({ code, complaints: complaintsIn(stderr) }).toEqual({ code: 0, complaints: '' });
    expect(lines.slice(0, 2)).toEqual(['store opening', 'store open']);
    const safe = lines.flatMap((line) => /^fsynced \S+ (\S+)$/.exec(line)?.[1]?.split(',') ?? []);
    expect(new Set(safe).size).toBe(safe.length);
    expect(safe.length).toBeGreaterThan(15);
    expect(lines.filter((line) => line.startsWith('deleted ')).length).toBeGreaterThan(0);
  });

  it('refuses a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };

    const { code, stderr } = await here('up', await setUp({ web: { listen: `127.0.0.1:${port}` } }));
    other.close();

    expect({ code, lines: stderr.split('\n').length }).toEqual({ code: 2, lines: 2 });
    expect(stderr).toContain(`127.0.0.1:${port} is in use; stop what listens there`);
  });

  it('so does the whole demo, before it does anything else', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };

    const { code, stdout, stderr } = await fediscopeHere(['demo', '--port', String(port)]);
    other.close();

    expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 2, stdout: '', lines: 2 });
    expect(stderr).toContain(`127.0.0.1:${port} is in use; stop what listens there`);
  });

  it.each([
    ['a directory that cannot be written', { path: '/dev/null/data' }, '/dev/null/data'],
    ['a server that does not answer', { url: 'http://127.0.0.1:9' }, 'http://127.0.0.1:9'],
  ])('refuses %s', async (_what, store, says) => {
    const { code, stdout, stderr } = await here('up', setUpFirst({ store }));

    expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 2, stdout: '', lines: 2 });
    expect(stderr).toContain(says);
  });
});

describe('doctor', () => {
  it('has nothing to say about a good set-up: exit code 0', async () => {
    const { code, stdout } = await fediscope(['doctor'], { cwd: setUpFirst() });

    expect(stdout).not.toContain('problem');
    expect(stdout).toContain('mastodon.fedi.test proves that it is ours');
    expect(code).toBe(0);
  });

  it('prints the record that a server without proof has to add: exit code 1', async () => {
    const canary = { account: 'canary', tokenEnv: 'CANARY_TOKEN' };
    const hosted = [{ domain: 'no-vary.fedi.test', canary }];

    const { code, stdout } = await here('doctor', await setUp({ hosted }));

    expect(code).toBe(1);
    expect(stdout).toContain(
      `_fediscope.no-vary.fedi.test. TXT "fediscope-monitor=${fediverse.monitorOrigin}"`,
    );
    expect(stdout).toContain('this version does not act on it: hosted[].canary.tokenEnv');
  });

  it('lists every problem of a configuration: exit code 2', async () => {
    const { code, stdout } = await here('doctor', setUpFirst({ web: { listen: 'x' }, hostd: [] }));

    expect(code).toBe(2);
    expect(stdout).toContain('did you mean hosted?');
    expect(stdout).toContain('web.listen: "x" is no address and port');
  });
});
