import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { BundleFiles } from '../../analyzer/evidence/container.ts';
import { bundleFiles as names } from '../../analyzer/evidence/format.ts';
import { ed25519, verifyBundle } from '../../analyzer/evidence/verify.ts';
import { counted } from '../../model/counted.ts';
import type { Manifest } from '../../model/evidence/manifest.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { messageOf, Refusal } from '../refusal.ts';
import type { Session } from '../session.ts';
import { checkToken, tokenTime } from './openssl.ts';
import { readBundle } from './read-bundle.ts';

/** What `verify-evidence` was asked to check. `key`: a file with the key that must have signed. `authorities`: a PEM file of time-stamp authorities that are trusted. */
export interface VerifyRequest {
  readonly bundle: string;
  readonly key?: string;
  readonly authorities?: string;
}

const maxTold = 50;

/** Checks a bundle of evidence. 0: every byte is as it was signed; 1: something is not. */
export async function verifyEvidence(
  { bundle, key, authorities }: VerifyRequest,
  { terminal }: Pick<Session, 'terminal'>,
): Promise<ExitCode> {
  const expected = key === undefined ? undefined : await readKey(key);
  const unpacked = await readBundle(bundle);
  const { faults, manifest } = await verifyBundle(unpacked, expected);
  for (const { kind, where, says } of faults.slice(0, maxTold)) terminal.out(`${where}: ${kind}: ${says}\n`);
  if (faults.length > maxTold) terminal.out(`and ${counted(faults.length - maxTold, 'fault')} more\n`);
  if (manifest === undefined || faults.length > 0) {
    terminal.out(`${bundle} is not as it was signed\n`);
    return exitCodes.failed;
  }
  const stamp = await stampSays(unpacked.files, manifest, authorities);
  for (const line of [...summary(bundle, manifest), limits(manifest, expected), stamp.says])
    terminal.out(`${line}\n`);
  return stamp.isBad ? exitCodes.failed : exitCodes.fine;
}

/** PEM, or the base64 that `/about` shows. */
async function readKey(file: string): Promise<KeyObject> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Refusal(
      `cannot read ${file}: ${messageOf(cause)}`,
      'name a file with the public key of the monitor',
      {
        cause,
      },
    );
  });
  const key = text.includes('BEGIN') ? ed25519(text) : ofBase64(text.trim());
  if (key === undefined)
    throw new Refusal(`${file} holds no Ed25519 public key`, 'save the key that /about of the monitor shows');
  return key;
}

function ofBase64(text: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined; // no key: the caller says so
  }
}

function summary(
  bundle: string,
  { finding, observations, records, madeAt, goneObservations }: Manifest,
): readonly string[] {
  const gone =
    goneObservations.length === 0
      ? ''
      : `; ${counted(goneObservations.length, 'observation is', 'observations are')} gone, and only named`;
  return [
    `${bundle}: every byte is as it was signed`,
    `finding: ${finding.id}, ${finding.outcome}: ${finding.because || finding.title}`,
    `evidence: ${counted(observations.length, 'observation')}, ${counted(records.length, 'record')}, written down at ${madeAt}${gone}`,
  ];
}

/** What the check proves, and what it cannot. */
function limits({ monitor }: Manifest, expected: KeyObject | undefined): string {
  const key = `the key ${monitor.key}`;
  if (expected !== undefined) return `signature: by ${key}, which is the one you named`;
  return `signature: by ${key}. Without --key this cannot show that it is the key of ${monitor.name}: anybody can make a bundle with a key of their own; compare it with ${monitor.origin}/about`;
}

interface StampSays {
  readonly says: string;
  readonly isBad: boolean;
}

async function stampSays(
  files: BundleFiles,
  { timestamp }: Manifest,
  authorities: string | undefined,
): Promise<StampSays> {
  if (timestamp === undefined)
    return fine('time-stamp: none; when this was made is only what the monitor says');
  const { authority, refused } = timestamp;
  if (refused !== undefined) return fine(`time-stamp: none; ${authority} was asked: ${refused}`);
  const token = files.get(names.token) ?? new Uint8Array();
  const at = await tokenTime(token);
  const when = at === undefined ? '' : ` at ${at}`;
  if (authorities === undefined)
    return fine(
      `time-stamp: a token of ${authority} on this signature${when}. Without --timestamp-ca this cannot show that the authority signed it`,
    );
  const check = await checkToken(token, files.get(names.signature) ?? new Uint8Array(), authorities);
  if (check === 'good') return fine(`time-stamp: by ${authority}${when}; openssl verifies it`);
  if (check === 'absent')
    return fine(
      `time-stamp: a token of ${authority} on this signature, not verified: there is no openssl here; install it, or run openssl ts -verify elsewhere`,
    );
  return { says: `${names.token}: token: openssl does not verify it: ${check.bad}`, isBad: true };
}

function fine(says: string): StampSays {
  return { says, isBad: false };
}
