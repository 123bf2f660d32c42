import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHint, labFlags } from '../../bin/demo/hint.ts';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { type Ended, fediscope } from './command.ts';
import { fediscopeHere } from './in-process.ts';

const hosts = [
  'mastodon.fedi.test',
  'no-vary.fedi.test',
  'refusing.fedi.test',
  'private.fedi.test',
  'homegrown.fedi.test',
];

let fediverse: Fediverse;

beforeAll(async () => {
  fediverse = await startFediverse({ only: hosts });
});

afterAll(() => fediverse.close());

function check(...args: readonly string[]): Promise<Ended> {
  return fediscopeHere(['check', ...args, ...labFlags(fediverse)]);
}

it('the demo says how its servers are checked: the flags, with what a shell would take for a pattern in quotes', () => {
  const [command = ''] = checkHint(fediverse, 'mastodon.fedi.test').split('\n').slice(1);
  const said = command.split('check mastodon.fedi.test ')[1]?.replaceAll("'", '').split(' ');

  expect(command).toMatch(/--connect-to '\*\.fedi\.test=127\.0\.0\.1:\d+' /);
  expect(labFlags(fediverse)).toEqual(expect.arrayContaining(said ?? ['nothing']));
});

interface Document {
  readonly version: string;
  readonly vantage: string;
  readonly checkedAt: string;
  readonly servers: readonly {
    readonly server: string;
    readonly software: Readonly<Record<string, string>>;
    readonly findings: readonly Readonly<Record<string, unknown>>[];
    readonly observations: readonly {
      readonly id: string;
      readonly probe: string;
      readonly outcome: string;
    }[];
  }[];
}

describe.concurrent('check', () => {
  it('finds nothing wrong with a healthy server: exit code 0', async () => {
    const args = ['check', 'mastodon.fedi.test', ...labFlags(fediverse)];
    const { code, stdout, stderr } = await fediscope(args);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^mastodon\.fedi\.test {2}mastodon \S+ \(AGPL-3\.0-or-later\)\n {2}0 failed, /);
    expect(stdout).not.toContain('\u001b');
  });

  it('says of a failure why, what to do, who says so and on which evidence: exit code 1', async () => {
    const { code, stdout } = await check('no-vary.fedi.test', '--account', 'alice@no-vary.fedi.test');
    const text = stdout.replace(/\s+/g, ' ');

    expect(code).toBe(1);
    expect(text).toMatch(
      /ERROR actor\.vary .+ What to do: .+ Clause: RFC 9110.+ Evidence: GET https:\/\/no-vary/,
    );
    expect(text).toContain('vary: (absent)');
  });

  it('prints one JSON document of the agreed shape, servers in the order given', async () => {
    const { code, stdout } = await check(
      'mastodon.fedi.test',
      'no-vary.fedi.test',
      '--account',
      '@alice@no-vary.fedi.test',
      '--format',
      'json',
    );
    const document = JSON.parse(stdout) as Document;

    expect(code).toBe(1);
    expect(Object.keys(document)).toEqual(['version', 'vantage', 'checkedAt', 'servers']);
    expect(document.servers.map(({ server }) => server)).toEqual(['mastodon.fedi.test', 'no-vary.fedi.test']);
    for (const { software, findings, observations } of document.servers) {
      expect(software).toMatchObject({ name: expect.any(String), version: expect.any(String) });
      const ids = observations.map(({ id }) => id);
      for (const finding of findings) {
        expect(Object.keys(finding)).toEqual(['rule', 'outcome', 'severity', 'because', 'evidence']);
        expect(ids).toEqual(expect.arrayContaining(finding['evidence'] as string[]));
      }
    }
    const failed = document.servers.map(({ findings }) =>
      findings.filter(({ outcome }) => outcome === 'failed'),
    );
    expect(failed.map((each) => each.map(({ rule }) => rule))).toEqual([[], ['actor.vary']]);
  });

  it('passes a failure that is below the bar: exit code 0', async () => {
    expect(
      (await check('no-vary.fedi.test', '--account', 'alice@no-vary.fedi.test', '--fail-on', 'critical'))
        .code,
    ).toBe(0);
  });

  it.each([
    ['is not there', 'refusing.fedi.test', 'nothing listens on the port'],
    ['asks not to be read', 'private.fedi.test', 'robots.txt asks us not to'],
  ])('does not judge a server that %s: exit code 3', async (_what, host, says) => {
    const { code, stdout } = await check(host);

    expect(code).toBe(3);
    expect(stdout).toContain('Could not be judged: ');
    expect(stdout).toContain(says);
  });

  it('reads robots.txt first, and asks a server that forbids all for nothing else', async () => {
    await check('private.fedi.test');
    const paths = fediverse.requests('private.fedi.test').map(({ path }) => path);

    expect(paths[0]).toBe('/robots.txt');
    expect(new Set(paths)).toEqual(new Set(['/robots.txt']));
  });

  it('waits for a second observation before it says that a server hides what it runs', async () => {
    const { stdout } = await check('homegrown.fedi.test', '--format', 'json');
    const [server] = (JSON.parse(stdout) as Document).servers;

    expect(server?.findings.find(({ rule }) => rule === 'licence.software-declared')).toMatchObject({
      outcome: 'cannot-tell',
      because: expect.stringContaining('awaiting-second-observation'),
    });
  });
});
