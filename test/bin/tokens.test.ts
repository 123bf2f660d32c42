import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { webSchema } from '../../model/configuration/web.ts';
import { type Ended, fediscope } from './command.ts';
import { fediscopeHere } from './in-process.ts';

async function added(...flags: string[]) {
  return addedIn(await fediscopeHere(['tokens', 'add', ...flags]));
}

function addedIn({ code, stdout }: Ended) {
  const token = /shown only now: (\S+)/.exec(stdout)?.[1] ?? '';
  const line = stdout.split('\n').find((text) => text.startsWith('  - {')) ?? '';
  return { code, token, web: webSchema.parse({ auth: { tokens: parse(line) } }) };
}

describe('tokens add', () => {
  it('prints a token, and a line that the configuration takes and that holds its digest only', async () => {
    const args = ['tokens', 'add', '--role', 'legal', '--name', 'Ms "X": #1'];
    const { code, token, web } = addedIn(await fediscope(args));
    const sha256 = createHash('sha256').update(token).digest('hex');

    expect(code).toBe(0);
    expect(token).toMatch(/^fsc_[\w-]{43}$/);
    expect(web.auth?.tokens).toEqual([{ name: 'Ms "X": #1', sha256, grant: { role: 'legal' } }]);
  });

  it('makes one for a customer', async () => {
    const { web } = await added('--role', 'customer', '--customer', 'Stadt Beispiel');

    expect(web.auth?.tokens).toMatchObject([{ grant: { role: 'customer', customer: 'Stadt Beispiel' } }]);
  });

  it.each([
    [['--role', 'customer'], '--customer'],
    [['--role', 'viewer', '--customer', 'X'], 'use --role customer'],
    [['--role', 'root'], 'root'],
    [[], '--role'],
  ])('refuses %j in one line', async (flags, says) => {
    const { code, stdout, stderr } = await fediscopeHere(['tokens', 'add', ...flags]);

    expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 2, stdout: '', lines: 2 });
    expect(stderr).toContain(says);
  });
});
