import { createPublicKey, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bundle } from '../../../analyzer/evidence/bundle.ts';
import { packed, unpacked } from '../../../analyzer/evidence/container.ts';
import { verifyBundle } from '../../../analyzer/evidence/verify.ts';
import { canonicalJson } from '../../../model/canonical-json.ts';
import type { Manifest } from '../../../model/evidence/manifest.ts';
import { aBundle, aKey } from './bundles.ts';

describe('a check of a bundle', () => {
  const privateKey = aKey();
  const ours = createPublicKey(privateKey);
  let bundle: Bundle;
  let stamped: Bundle;
  beforeAll(async () => {
    bundle = await aBundle({ privateKey });
    const ask = async (digest: Buffer) => ({
      // A granted answer with the digest in it, as far as this check looks; the real one is another test's.
      token: Buffer.concat([
        Buffer.from('302b3003020100', 'hex'),
        Buffer.from('0420', 'hex'),
        digest,
        Buffer.alloc(4),
      ]),
    });
    stamped = await aBundle({ privateKey, stamp: { authority: 'https://tsa.example/', ask } });
  });

  const faultsOf = async (bytes: Buffer, key = ours) => (await verifyBundle(unpacked(bytes), key)).faults;
  const kindsOf = async (bytes: Buffer, key = ours) =>
    (await faultsOf(bytes, key)).map(({ kind, where }) => `${kind} ${where}`);
  /** The bundle with other files, in a whole container. */
  const withFiles = (changes: Readonly<Record<string, Uint8Array | undefined>>) => {
    const files = new Map(unpacked(bundle.bytes).files);
    for (const [name, bytes] of Object.entries(changes))
      if (bytes === undefined) files.delete(name);
      else files.set(name, bytes);
    return packed(files);
  };
  /** The bundle with a manifest that somebody signed again. */
  const signedAgain = (change: (manifest: Manifest) => Manifest, key = privateKey) => {
    const manifest = Buffer.from(canonicalJson(change(bundle.manifest)));
    return withFiles({ 'manifest.json': manifest, 'manifest.sig': sign(null, manifest, key) });
  };

  it('finds nothing in an untouched one', async () => {
    expect(await faultsOf(bundle.bytes)).toEqual([]);
    expect(await faultsOf(stamped.bytes)).toEqual([]);
  });

  it.each([0, 48])('finds every 97th byte flipped, from byte %s on', async (from) => {
    const { bytes } = stamped;
    const unseen: number[] = [];
    for (let at = from; at < bytes.length; at += 97) {
      const flipped = Buffer.from(bytes);
      flipped[at] = flipped[at]! ^ (1 << (at % 8));
      if ((await faultsOf(flipped)).length === 0) unseen.push(at);
    }
    expect(unseen).toEqual([]);
  });

  it('finds a tail that was cut off, wherever', async () => {
    const { bytes } = bundle;
    for (const left of [
      0,
      1,
      511,
      512,
      bytes.length >> 1,
      bytes.length - 1_024,
      bytes.length - 512,
      bytes.length - 1,
    ])
      expect([left, (await faultsOf(bytes.subarray(0, left))).length]).not.toEqual([left, 0]);
    expect(await kindsOf(Buffer.concat([bytes, Buffer.alloc(512)]))).toEqual(['container the bundle']);
  });

  it('finds a missing and an additional file', async () => {
    expect(await kindsOf(withFiles({ 'evidence.warc': undefined }))).toEqual(['missing evidence.warc']);
    expect(await kindsOf(withFiles({ 'more.warc': Buffer.from('x') }))).toEqual(['additional more.warc']);
    const { files } = unpacked(stamped.bytes);
    const unstamped = packed(new Map([...files].filter(([name]) => !name.startsWith('timestamp'))));
    expect(await kindsOf(unstamped)).toEqual(['missing timestamp.tsr', 'missing timestamp.sig']);
  });

  it('finds a missing and an additional record, also where the manifest was signed again by its own key', async () => {
    const shorter = signedAgain((manifest) => ({ ...manifest, records: manifest.records.slice(0, -1) }));
    expect(await kindsOf(shorter)).toEqual([
      'record evidence.warc',
      `record ${bundle.manifest.records.at(-1)!.id}`,
    ]);
    const archive = unpacked(bundle.bytes).files.get('evidence.warc')!;
    const longer = withFiles({ 'evidence.warc': Buffer.concat([archive, archive.subarray(0, 400)]) });
    expect(await kindsOf(longer)).toEqual(['changed evidence.warc', 'record evidence.warc']);
  });

  it('finds a manifest that was written anew with another key, which only the right key shows', async () => {
    const forger = aKey();
    const forged = (await aBundle({ privateKey: forger })).bytes;

    expect(await kindsOf(forged)).toEqual(['foreign public-key.pem']);
    expect((await verifyBundle(unpacked(forged))).faults).toEqual([]);
    const onlySigned = signedAgain((manifest) => manifest, forger);
    expect((await verifyBundle(unpacked(onlySigned))).faults.map(({ kind }) => kind)).toEqual(['forged']);
  });

  it('finds another verdict, redactions that are left out, and a manifest in another spelling', async () => {
    const verdict = (manifest: Manifest) => ({
      ...manifest,
      finding: { ...manifest.finding, outcome: 'passed' },
    });
    expect(await kindsOf(signedAgain(verdict, aKey()))).toEqual(['forged manifest.sig']);
    const bare = JSON.parse(
      canonicalJson(bundle.manifest).replaceAll(/"redactions":\[\{[^\]]+\]/g, '"redactions":[]'),
    );
    expect((await kindsOf(signedAgain(() => bare)))[0]).toMatch(/^redactions urn:uuid:/);
    const spaced = withFiles({ 'manifest.json': Buffer.from(JSON.stringify(bundle.manifest, undefined, 1)) });
    expect(await kindsOf(spaced)).toEqual(['manifest manifest.json']);
  });

  it('takes a stamp off another bundle for what it is', async () => {
    const { files } = unpacked(stamped.bytes);
    const other = await aBundle({
      privateKey,
      stamp: {
        authority: 'https://tsa.example/',
        ask: async () => ({ token: Buffer.from(files.get('timestamp.tsr')!) }),
      },
      clock: { now: () => Date.parse('2026-11-23T00:00:00.000Z'), elapsed: () => 0 },
    });

    expect(await kindsOf(other.bytes)).toEqual(['token timestamp.tsr']);
  });
});
