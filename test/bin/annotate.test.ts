import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { openStore } from '../../store/open.ts';
import { startRecorder } from '../analyzer/notify/recorder.ts';
import { aServer, clock, host, keptLog } from '../store/examples.ts';
import { furnished } from '../store/furnished.ts';
import { emptyFolder, fediscope, start } from './command.ts';
import { fediscopeHere } from './in-process.ts';

/** A folder with a configuration, and a store that knows one server. */
async function setUp(change: Record<string, unknown> = {}): Promise<string> {
  const cwd = emptyFolder();
  const monitor = { origin: 'https://monitor.example', contact: 'ops@monitor.example' };
  writeFileSync(
    join(cwd, 'fediscope.yaml'),
    stringify({ monitor, web: { listen: '127.0.0.1:0' }, ...change }),
  );
  const store = await openStore({ path: await furnished(join(cwd, 'data')) }, { log: keptLog(), clock });
  await store.enrol([aServer('social.example', { role: 'hosted' })]);
  await store.close();
  return cwd;
}

async function recordedIn(cwd: string) {
  const store = await openStore({ path: join(cwd, 'data') }, { log: keptLog(), clock });
  const found = await store.deploys({
    servers: [host('social.example')],
    since: '2000-01-01T00:00:00Z',
    limit: 9,
  });
  await store.close();
  return found;
}

const args = ['annotate', 'deploy', '--server', 'social.example', '--at', '2026-01-02T04:04:05+01:00'];

describe('annotate deploy', () => {
  it('records a deploy in the store', async () => {
    const cwd = await setUp();

    const ended = await fediscope([...args, '--note', 'Mastodon 4.5.2', '--by', 'alice'], { cwd });

    expect(ended).toEqual({
      code: 0,
      stdout: 'recorded: social.example at 2026-01-02T03:04:05.000Z, Mastodon 4.5.2\n',
      stderr: '',
    });
    expect(await recordedIn(cwd)).toEqual([
      { server: 'social.example', at: '2026-01-02T03:04:05.000Z', note: 'Mastodon 4.5.2', by: 'alice' },
    ]);
  });

  it('hands it to the monitor that has the store', async () => {
    const cwd = await setUp({ web: { listen: '127.0.0.1:0', auth: { tokens: ['TOKEN'] } } });
    const env = { TOKEN: 'a-token-of-the-operator' };
    const monitor = start(['serve'], { cwd, env });
    const [url = ''] = /http:\S+/.exec(await monitor.said('http:')) ?? [];
    const to = ['--monitor', url, '--note', 'handed over'];

    const taken = await fediscope([...args, ...to, '--token-env', 'TOKEN'], { cwd, env });
    const nobody = await fediscope([...args, ...to], { cwd, env });
    monitor.child.kill('SIGTERM');
    await monitor.ended();

    expect([taken.code, nobody.code]).toEqual([0, 2]);
    expect(nobody.stderr).toContain('asks who you are; name one of its access tokens with --token-env');
    expect((await recordedIn(cwd)).map(({ note }) => note)).toEqual(['handed over']);
  });

  it('finds that monitor by itself when the directory is taken', async () => {
    const pages = await startRecorder(() => ({ status: 201 }));
    const cwd = await setUp({
      web: { listen: new URL(pages.url).host, auth: { tokens: ['OTHER', 'TOKEN'] } },
    });
    const store = await openStore({ path: join(cwd, 'data') }, { log: keptLog(), clock });

    const { code } = await fediscope(args, { cwd, env: { TOKEN: 'a-token-of-the-operator' } });
    await store.close();
    await pages.close();

    expect(code).toBe(0);
    expect(pages.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/annotations/deploys', 'Bearer a-token-of-the-operator'],
    ]);
    expect(JSON.parse(pages.requests[0]?.body ?? '')).toMatchObject({ server: 'social.example' });
  });

  it('refuses a server that is not watched, and says which one may be meant: exit code 2', async () => {
    const given = ['annotate', 'deploy', '--server', 'sociall.example'];

    const { code, stderr } = await fediscope(given, { cwd: await setUp() });

    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('is not watched; did you mean social.example?'),
    ]);
  });

  it.each([
    ['no host', ['--server', 'not a host'], 'server is no host name'],
    [
      'a date in the future',
      ['--server', 'social.example', '--at', '2999-01-01T00:00:00Z'],
      'at is in the future',
    ],
    ['no server', [], "required option '--server <host>' not specified"],
    [
      'a monitor that is not there',
      ['--server', 'social.example', '--monitor', 'http://127.0.0.1:9'],
      'no answer from',
    ],
  ])('refuses %s: exit code 2', async (_what, given, says) => {
    const { code, stderr } = await fediscopeHere(['annotate', 'deploy', ...given]);

    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
