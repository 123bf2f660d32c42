import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfiguration, readConfiguration } from '../../bin/configuration.ts';
import { emptyFolder, fediscope } from './command.ts';
import { fediscopeHere } from './in-process.ts';

function written(text: string): string {
  const file = join(emptyFolder(), 'fediscope.yaml');
  writeFileSync(file, text);
  return file;
}

const monitor = 'monitor:\n  origin: https://monitor.example\n  contact: ops@monitor.example\n';

describe('a configuration file', () => {
  it('of five lines is enough to watch a server', () => {
    const read = loadConfiguration(written(`${monitor}hosted:\n  - domain: Social.Example\n`));

    expect(read.hosted).toEqual([{ domain: 'social.example', expect: {} }]);
    expect(read.web.listen).toBe('127.0.0.1:8080');
  });

  it('has its paths resolved from its own folder', () => {
    const file = written(`${monitor}store: { path: ./here }\nlab: { trustedCa: ca.pem }\n`);

    const { store, lab } = loadConfiguration(file);

    expect(store.path).toBe(join(file, '..', 'here'));
    expect(lab.trustedCa).toBe(join(file, '..', 'ca.pem'));
  });

  it('keeps the order of lab.connectTo, where the first match wins', () => {
    const lab = 'lab:\n  connectTo:\n    "b.fedi.test": 127.0.0.1:1\n    "*.fedi.test": 127.0.0.1:2\n';

    expect(Object.keys(loadConfiguration(written(monitor + lab)).lab.connectTo)).toEqual([
      'b.fedi.test',
      '*.fedi.test',
    ]);
  });

  it('names file, line, path, value and fix of every problem', () => {
    const file = written(`${monitor}web:\n  listen: everywhere\nhosted:\n  - domain: 192.0.2.1\n`);
    const read = readConfiguration(file);

    expect(read).toMatchObject({
      ok: false,
      problems: [
        {
          problem: `${file}:7: hosted[0].domain: "192.0.2.1" is no host: a server is known by its name, not by an address`,
          fix: 'write the account domain of the server, such as social.example',
        },
        {
          problem: `${file}:5: web.listen: "everywhere" is no address and port`,
          fix: 'write address and port of the pages, such as 127.0.0.1:8080',
        },
      ],
    });
  });
});

describe('a configuration that cannot be used ends in one line and exit code 2', () => {
  it.each([
    ['no YAML', 'monitor: [', 'is no YAML'],
    ['a key twice', `${monitor}monitor: {}\n`, 'unique'],
    ['an unknown key', `${monitor}hostd: []\n`, 'did you mean hosted?'],
    ['an empty file', '', 'is empty'],
    ['a bare name for a server', `${monitor}hosted: [social.example]\n`, '- domain: social.example'],
    ['a list instead of a mapping', '- a\n', 'the whole file'],
    ['a tree of aliases', aliasBomb(), 'aliases'],
    ['pages for everyone', `${monitor}web: { listen: "0.0.0.0:8080" }\n`, 'web.auth'],
    [
      'single sign-on with a provider that is no URL',
      `${monitor}web: { auth: { oidc: { issuer: a } } }\n`,
      'web.auth.oidc',
    ],
    [
      'a secret that is not set',
      `${monitor}web: { auth: { tokens: [NOT_SET_ANYWHERE] } }\n`,
      'NOT_SET_ANYWHERE',
    ],
  ])('%s', async (_what, text, says) => {
    const { code, stdout, stderr } = await fediscopeHere(['up', '--config', written(text)]);

    expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 2, stdout: '', lines: 2 });
    expect(stderr).toContain(says);
  });

  it('a file that is not there', async () => {
    const { code, stderr } = await fediscope(['up']);

    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'fediscope: no configuration at ./fediscope.yaml; create it or name another with --config\n',
    });
  });
});

function aliasBomb(): string {
  const levels = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`);
  return ['a0: &a0 [x]', ...levels].join('\n');
}
