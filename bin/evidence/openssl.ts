import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { messageOf, oneLine, systemCode } from '../refusal.ts';

const run = promisify(execFile);
const patienceMs = 10_000;

/** What openssl says of a time-stamp. `absent`: there is no openssl on this machine. */
export type TokenCheck = 'good' | 'absent' | { readonly bad: string };

/** Has openssl check that an authority signed a token on some bytes. `authorities`: a PEM file of certificates that are trusted. Source: openssl-ts(1). */
export function checkToken(token: Uint8Array, stamped: Uint8Array, authorities: string): Promise<TokenCheck> {
  return withFiles({ token, stamped }, async (folder) => {
    const files = ['-data', join(folder, 'stamped'), '-in', join(folder, 'token'), '-CAfile', authorities];
    const { says } = await openssl(['ts', '-verify', ...files]);
    if (says === undefined) return 'absent';
    return says.ok ? 'good' : { bad: says.text };
  });
}

/** When a token says that it was made, in the words of openssl. Undefined: it cannot be told. */
export function tokenTime(token: Uint8Array): Promise<string | undefined> {
  return withFiles({ token }, async (folder) => {
    const { says } = await openssl(['ts', '-reply', '-in', join(folder, 'token'), '-text']);
    return says?.ok === true ? /^Time stamp: (.+)$/m.exec(says.text)?.[1] : undefined;
  });
}

interface Said {
  readonly says?: { readonly ok: boolean; readonly text: string };
}

async function openssl(args: readonly string[]): Promise<Said> {
  try {
    const { stdout } = await run('openssl', args, { timeout: patienceMs, encoding: 'utf8' });
    return { says: { ok: true, text: stdout } };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return {};
    return { says: { ok: false, text: oneLine(messageOf(error)).slice(0, 400) } };
  }
}

async function withFiles<T>(
  files: Readonly<Record<string, Uint8Array>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'fediscope-token-'));
  try {
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
