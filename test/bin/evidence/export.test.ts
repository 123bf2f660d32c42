import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packed, unpacked } from '../../../analyzer/evidence/container.ts';
import { exportEvidence } from '../../../bin/evidence/export.ts';
import { verifyEvidence } from '../../../bin/evidence/verify.ts';
import { keyText } from '../../../model/review-head.ts';
import { monitorKey } from '../../../store/monitor-key.ts';
import { encodeBatch } from '../../../store/spool/segment.ts';
import { exchange, kept } from '../../analyzer/evidence/bundles.ts';
import { aFinding, anEvidence, anObservation, host, sha256 } from '../../store/examples.ts';
import { emptyFolder } from '../command.ts';
import { anErrand, type Errand } from '../errands.ts';
import { startAuthority } from './authority.ts';

const id = 'social.example/actor.vary';
const later = '2026-11-20T11:00:00.000Z';

/** A store with a finding that was made twice, its observations and their evidence. */
async function withFinding(): Promise<Errand> {
  const errand = await anErrand();
  const { store } = errand.foundation;
  const first = anObservation({ exchanges: [exchange] });
  const second = anObservation({ scheduledAt: later, startedAt: later, exchanges: [exchange] });
  const { parts } = encodeBatch({ observations: [first, second], evidence: [anEvidence(kept)] });
  await store.insertSegment({ id: sha256('segment'), parts: parts.filter(({ rows }) => rows > 0) });
  await store.recordFindings([
    aFinding({ evidence: [first.id] }),
    aFinding({ evidence: [second.id], observedAt: later }),
    aFinding({ rule: 'actor.type', outcome: 'passed' }),
    aFinding({ server: host('other.example'), labels: { peer: 'third.example' } }),
  ]);
  return errand;
}

/** The same store, where an authority is asked for time-stamps. */
function stampedBy(errand: Errand, timestampAuthority: string): Errand {
  const configuration = { ...errand.foundation.configuration, evidence: { timestampAuthority } };
  return { ...errand, foundation: { ...errand.foundation, configuration } };
}

let errand: Errand;
beforeAll(async () => {
  errand = await withFinding();
});

/** Exports into a new folder, and checks what came out. */
async function exported({ foundation, out }: Errand, asked = id) {
  const folder = emptyFolder();
  await exportEvidence({ id: asked, out: folder }, foundation);
  const [name = ''] = readdirSync(folder);
  const bundle = join(folder, name);
  const check = async (options: { key?: string; authorities?: string } = {}, path = bundle) => {
    const before = out().length;
    const code = await verifyEvidence({ bundle: path, ...options }, foundation.session);
    return { code, says: out().slice(before) };
  };
  const manifest = JSON.parse(
    Buffer.from(unpacked(readFileSync(bundle)).files.get('manifest.json')!).toString(),
  );
  return { folder, name, bundle, check, manifest };
}

describe('export evidence', () => {
  it('writes what the finding rests on, now and when it began, and what it wrote verifies', async () => {
    const { name, check, manifest } = await exported(errand);

    expect(name).toBe('evidence-social.example-actor.vary-2026-11-20T100001.250Z.tar');
    expect(manifest.observations.map((each: { id: string }) => each.id)).toEqual([
      anObservation().id,
      anObservation({ scheduledAt: later }).id,
    ]);
    expect(errand.out()).toContain('evidence: 2 observations, 2 exchanges');
    expect(await check()).toEqual({
      code: 0,
      says: expect.stringMatching(/every byte is as it was signed\n.+Without --key this cannot show/s),
    });
  });

  it('is proven ours by the key of the monitor, as a file or as /about shows it, and by no other', async () => {
    const { folder, check } = await exported(errand);
    const { publicKey } = await monitorKey(errand.folder);
    const key = join(folder, 'key');

    for (const text of [keyText(publicKey), publicKey.export({ type: 'spki', format: 'pem' })]) {
      writeFileSync(key, text);
      expect(await check({ key })).toEqual({
        code: 0,
        says: expect.stringContaining('which is the one you named'),
      });
    }
    const stranger = await monitorKey(emptyFolder());
    writeFileSync(key, keyText(stranger.publicKey));
    expect(await check({ key })).toEqual({
      code: 1,
      says: expect.stringContaining('public-key.pem: foreign'),
    });
    writeFileSync(key, 'nothing');
    await expect(check({ key })).rejects.toThrow('holds no Ed25519 public key');
  });

  it('is found changed, cut, and not there; unpacked it verifies too', async () => {
    const { folder, bundle, check } = await exported(errand);
    const bytes = readFileSync(bundle);
    const elsewhere = emptyFolder();
    for (const [name, file] of unpacked(bytes).files) writeFileSync(join(elsewhere, name), file);

    expect((await check({}, elsewhere)).code).toBe(0);
    writeFileSync(join(elsewhere, 'more'), '');
    expect(await check({}, elsewhere)).toMatchObject({
      code: 1,
      says: expect.stringContaining('more: additional'),
    });
    writeFileSync(bundle, bytes.subarray(0, -1));
    expect(await check()).toMatchObject({ code: 1, says: expect.stringContaining('cut off') });
    writeFileSync(bundle, 'no bundle');
    expect((await check()).code).toBe(1);
    await expect(check({}, join(folder, 'nowhere'))).rejects.toThrow(
      'name a bundle that export evidence wrote',
    );
  });

  it('never writes over evidence', async () => {
    const { folder } = await exported(errand);
    const again = exportEvidence({ id, out: folder }, errand.foundation);

    await expect(again).rejects.toThrow('it is there already');
  });

  it.each([
    [undefined, 'no finding was named; name one of other.example/actor.vary?peer=third.example@'],
    [
      'social.exmaple/actor.vary',
      'there is no finding social.exmaple/actor.vary; name one of social.example/actor.vary@',
    ],
    ['social.example/actor.typ', 'name one of social.example/actor.type@'],
    [`${id}@2026-01-01T00:00:00.000Z`, 'name one of social.example/actor.vary@2026-11-20T10:00:01.250Z'],
  ])('tells who names %s what there is', async (asked, says) => {
    const request = { out: emptyFolder(), ...(asked !== undefined && { id: asked }) };

    await expect(exportEvidence(request, errand.foundation)).rejects.toThrow(says);
  });
});

describe('a time-stamp', () => {
  it('is asked for, stored, and verified by openssl', async (context) => {
    const authority = await startAuthority(context);
    const stamped = stampedBy(errand, authority.url);
    const { bundle, folder, check } = await exported(stamped);
    const authorities = authority.certificate;

    expect(errand.out()).toContain(`time-stamp: by ${authority.url}`);
    expect((await check()).says).toMatch(
      /a token of .+ on this signature at \w+.+ GMT\. Without --timestamp-ca/,
    );
    expect(await check({ authorities })).toMatchObject({
      code: 0,
      says: expect.stringContaining('openssl verifies it'),
    });
    const stranger = await startAuthority(context);
    expect(await check({ authorities: stranger.certificate })).toMatchObject({
      code: 1,
      says: expect.stringContaining('timestamp.tsr: token: openssl does not verify it'),
    });
    const files = new Map(unpacked(readFileSync(bundle)).files);
    files.delete('timestamp.tsr');
    writeFileSync(join(folder, 'without.tar'), packed(files));
    expect((await check({}, join(folder, 'without.tar'))).says).toContain('timestamp.tsr: missing');
  });

  it.for([
    ['refusing', 'the authority refused with status 2'],
    ['broken', 'the authority answered with status 500'],
  ] as const)(
    'of an authority that is %s is missed, and the bundle says so',
    async ([mood, says], context) => {
      const authority = await startAuthority(context, mood);
      const stamped = stampedBy(errand, authority.url);
      const { check } = await exported(stamped);

      expect(errand.err()).toContain(`no time-stamp: ${says}`);
      expect(await check()).toMatchObject({ code: 0, says: expect.stringContaining(says) });
    },
  );

  it('of an authority that is not there is missed', async () => {
    await exported(stampedBy(errand, 'http://127.0.0.1:9/'));

    expect(errand.err()).toContain('no time-stamp: the authority did not answer (ECONNREFUSED)');
  });
});

describe('what is gone from the store', () => {
  it('has its hash left, of a body', async () => {
    await errand.engine.command('ALTER TABLE evidence DELETE WHERE true SETTINGS mutations_sync = 2');
    const { manifest, check } = await exported(errand);

    expect(manifest.observations[0].exchanges[0].body.keeping).toEqual({
      state: 'gone',
      sha256: sha256(kept),
    });
    expect(errand.err()).toContain('2 bodies are no longer kept');
    expect((await check()).code).toBe(0);
  });

  it('is named, also by a finding with labels at another server', async () => {
    const before = await exported(
      errand,
      'other.example/actor.vary?peer=third.example@2026-11-20T10:00:01.250Z',
    );
    expect(before.manifest.finding.labels).toEqual({ peer: 'third.example' });

    await errand.foundation.store.forget(host('social.example'));
    const { manifest, check } = await exported(errand, 'other.example/actor.vary?peer=third.example');
    expect(manifest).toMatchObject({ observations: [], goneObservations: [anObservation().id] });
    expect(errand.err()).toContain('1 observation is no longer kept');
    expect((await check()).says).toContain('1 observation is gone, and only named');
  });
});
