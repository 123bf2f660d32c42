import { describe, expect, it } from 'vitest';
import { type Ended, fediscope } from './command.ts';
import { fediscopeHere } from './in-process.ts';

/** One line for people on standard error, nothing else, exit code 2. */
function refusalIn({ code, stdout, stderr }: Ended): string {
  expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 2, stdout: '', lines: 2 });
  expect(stderr).toMatch(/^fediscope.*; .+\n$/);
  expect(stderr).not.toMatch(/\bat .*\.ts:|node:internal|Error:/);
  return stderr;
}

async function refusal(...args: readonly string[]): Promise<string> {
  return refusalIn(await fediscopeHere(args));
}

describe('usage that cannot be met ends in one line and exit code 2', () => {
  it.each([
    ['no command', [], 'no command given'],
    ['an unknown command, with the near one', ['chek'], 'Did you mean check?'],
    [
      'an unknown flag, with the near one',
      ['check', 'a.example', '--fromat', 'json'],
      'Did you mean --format?',
    ],
    ['a missing argument', ['check'], "missing required argument 'server'"],
    ['too many arguments', ['rules', 'list', 'all'], 'too many arguments'],
    [
      'a format that does not exist',
      ['check', 'a.example', '--format', 'xml'],
      'Allowed choices are text, json',
    ],
    [
      'a severity that does not exist',
      ['check', 'a.example', '--fail-on', 'loud'],
      'info, warning, error, critical',
    ],
    ['a duration that is none', ['check', 'a.example', '--timeout', 'soon'], 'a duration from 1s to 1h'],
    ['a mapping that is none', ['check', 'a.example', '--connect-to', 'x'], 'pattern=address:port'],
    [
      'a block of addresses that is none',
      ['check', 'a.example', '--allow-address', '10.0.0.0/40'],
      '127.0.0.0/8',
    ],
    ['an account without a host', ['check', 'a.example', '--account', 'press'], 'user@host'],
    ['an authority that cannot be read', ['check', 'a.example', '--cacert', '/nowhere.pem'], '/nowhere.pem'],
    ['a rule that does not exist', ['rules', 'show', 'actor.vry'], 'did you mean actor.vary?'],
    ['a port that is none', ['demo', '--port', '99999'], 'from 0 to 65535'],
    ['an Alertmanager that is none', ['demo', '--alertmanager', '127.0.0.1:9093'], 'http or https URL'],
    ['a store URL that is none', ['up', '--url', 'here'], 'http or https URL'],
  ])('%s', async (_what, args, says) => {
    expect(await refusal(...args)).toContain(says);
  });

  it.concurrent.each([
    [[]],
    [['check', 'a.example', '--fromat', 'json']],
    [['check', '\u001b[31mred.example']],
  ])('a process of its own says the same: %j', async (args) => {
    expect(refusalIn(await fediscope(args))).toBe(await refusal(...args));
  });
});

describe('a text that is no host is refused with the reason', () => {
  it.each([
    ['an IPv4 address', '192.0.2.1', 'not by an address'],
    ['an IPv4 address as one number', '3221225985', 'not by an address'],
    ['an IPv6 address', '[2001:db8::1]', 'not by an address'],
    ['a port', 'social.example:8443', 'no port'],
    ['a user', 'press@social.example', 'no user name'],
    ['spaces', 'social example', 'no spaces'],
    ['300 characters', `${'a'.repeat(292)}.example`, '(300 characters)'],
    ['a URL', 'https://social.example/', 'without scheme or path'],
    ['an escape sequence', '\u001b[31mred.example', 'no spaces or control characters'],
  ])('%s', async (_what, host, says) => {
    const line = await refusal('check', host);

    expect(line).toContain(says);
    expect(line.length).toBeLessThan(250);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(line.trimEnd()).not.toMatch(/[\u0000-\u001f]/);
  });
});
