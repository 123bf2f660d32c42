import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type Canonical, canonicalJson } from '../../model/canonical-json.ts';
import { type Manifest, manifestSchema } from '../../model/evidence/manifest.ts';
import { keyText } from '../../model/review-head.ts';
import type { BundleFiles, Unpacked } from './container.ts';
import type { BundleFault } from './fault.ts';
import { bundleFiles as names } from './format.ts';
import { isTokenOn } from './timestamp.ts';
import { recordFaults } from './verify-records.ts';

/** What a check of a bundle came to. */
export interface Verified {
  /** Empty: every byte is as it was signed. */
  readonly faults: readonly BundleFault[];
  /** Absent: it could not be read, or is not one of ours. */
  readonly manifest?: Manifest;
}

/** Checks every byte of a bundle. `expected`: the key that must have signed it; absent: whoever holds the key in the bundle may have made all of it. */
export async function verifyBundle({ files, exact }: Unpacked, expected?: KeyObject): Promise<Verified> {
  const container = exact
    ? []
    : [fault('container', 'the bundle', 'bytes outside its files were changed, added or cut off')];
  const read = readManifest(files.get(names.manifest));
  if ('says' in read) return { faults: [...container, ...missing(files, required), read] };
  const { manifest } = read;
  const faults = [
    ...container,
    ...missing(files, expectedNames(manifest)),
    ...additional(files, expectedNames(manifest)),
    ...keyFaults(files, manifest, expected),
    ...changed(files, manifest),
    ...(await recordFaults(files.get(names.archive), manifest)),
    ...tokenFaults(files, manifest),
  ];
  return { faults, manifest };
}

const required = [names.archive, names.readme, names.manifest, names.signature, names.key];

function fault(kind: BundleFault['kind'], where: string, says: string): BundleFault {
  return { kind, where, says };
}

function readManifest(bytes: Uint8Array | undefined): { readonly manifest: Manifest } | BundleFault {
  if (bytes === undefined) return fault('manifest', names.manifest, 'without it nothing can be checked');
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const parsed: Canonical = JSON.parse(text);
    if (canonicalJson(parsed) !== text)
      return fault('manifest', names.manifest, 'it is not written as a monitor writes it');
    return { manifest: manifestSchema.parse(parsed) };
  } catch {
    return fault('manifest', names.manifest, 'it is no manifest of this format'); // whatever a stranger put there
  }
}

function expectedNames({ timestamp }: Manifest): readonly string[] {
  const isStamped = timestamp !== undefined && timestamp.refused === undefined;
  return isStamped ? [...required, names.token, names.tokenSignature] : required;
}

function missing(files: BundleFiles, expected: readonly string[]): readonly BundleFault[] {
  return expected
    .filter((name) => !files.has(name))
    .map((name) => fault('missing', name, 'the file is not there'));
}

function additional(files: BundleFiles, expected: readonly string[]): readonly BundleFault[] {
  return [...files.keys()]
    .filter((name) => !expected.includes(name))
    .map((name) => fault('additional', name, 'nobody signed for this file'));
}

function keyFaults(
  files: BundleFiles,
  manifest: Manifest,
  expected: KeyObject | undefined,
): readonly BundleFault[] {
  const pem = Buffer.from(files.get(names.key) ?? '').toString('latin1');
  const key = ed25519(pem);
  if (
    key === undefined ||
    key.export({ type: 'spki', format: 'pem' }) !== pem ||
    keyText(key) !== manifest.monitor.key
  )
    return [fault('key', names.key, 'it is not the key that the manifest names')];
  return [
    ...(signs(files, key, [names.manifest, names.signature])
      ? []
      : [fault('forged', names.signature, 'it is not the signature of this manifest by this key')]),
    ...(files.has(names.token) && !signs(files, key, [names.token, names.tokenSignature])
      ? [fault('forged', names.tokenSignature, 'it is not the signature of this time-stamp by this key')]
      : []),
    ...(expected === undefined || keyText(expected) === keyText(key)
      ? []
      : [fault('foreign', names.key, 'another key than the one you named made this bundle')]),
  ];
}

function signs(files: BundleFiles, key: KeyObject, [what, signature]: readonly [string, string]): boolean {
  return verify(null, files.get(what) ?? new Uint8Array(), key, files.get(signature) ?? new Uint8Array());
}

/** A public key in PEM. Undefined: it is none, or of another kind. */
export function ed25519(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined; // no key at all
  }
}

function changed(files: BundleFiles, manifest: Manifest): readonly BundleFault[] {
  return manifest.files.flatMap(({ name, bytes, sha256 }) => {
    const file = files.get(name);
    if (file === undefined) return [];
    if (createHash('sha256').update(file).digest('hex') === sha256) return [];
    const size =
      file.length === bytes
        ? 'it has another SHA-256 than the manifest says'
        : `it has ${file.length} bytes, and had ${bytes}`;
    return [fault('changed', name, size)];
  });
}

function tokenFaults(files: BundleFiles, { timestamp }: Manifest): readonly BundleFault[] {
  const token = files.get(names.token);
  if (timestamp === undefined || token === undefined) return [];
  const digest = createHash('sha256')
    .update(files.get(names.signature) ?? '')
    .digest();
  return isTokenOn(Buffer.from(token), digest)
    ? []
    : [fault('token', names.token, 'the time-stamp is not on this signature')];
}
