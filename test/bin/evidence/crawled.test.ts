import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { unpacked } from '../../../analyzer/evidence/container.ts';
import { type Manifest, manifestSchema } from '../../../model/evidence/manifest.ts';
import { type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { furnished } from '../../store/furnished.ts';
import { emptyFolder, fediscope } from '../command.ts';
import { fediscopeHere } from '../in-process.ts';

const host = 'other-schema.fedi.test';
const rule = 'nodeinfo.version-matches';
const brisk = { requestsPerSecond: 50 };
const version = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')).version;

describe('the bundle of a finding at a server that was crawled', () => {
  let fediverse: Fediverse;
  let cwd: string;
  let bundle: string;
  let files: ReadonlyMap<string, Uint8Array>;
  let manifest: Manifest;
  beforeAll(async () => {
    fediverse = await startFediverse({ only: ['mastodon.fedi.test', host] });
    cwd = emptyFolder();
    const configuration = {
      monitor: { origin: fediverse.monitorOrigin, contact: 'ops@monitor.fedi.test' },
      hosted: [{ domain: 'mastodon.fedi.test', customer: 'Institute of Examples' }],
      peers: { seeds: [host] },
      crawler: { budgets: { hosted: brisk, unproven: brisk, peer: brisk } },
      web: { listen: '127.0.0.1:0' },
      lab: {
        connectTo: Object.fromEntries(fediverse.connectTo),
        trustedCa: fediverse.caFile,
        allowAddresses: ['127.0.0.0/8'],
        resolver: fediverse.resolver,
      },
    };
    writeFileSync(join(cwd, 'fediscope.yaml'), stringify(configuration));
    await furnished(join(cwd, 'data'));
    await fediscope(['up', '--once'], { cwd });
    const { code, stderr } = await fediscope(['export', 'evidence', `${host}/${rule}`], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const name = readdirSync(cwd).find((each) => each.startsWith(`evidence-${host}-${rule}`));
    bundle = join(cwd, name ?? '');
    files = unpacked(readFileSync(bundle)).files;
    manifest = manifestSchema.parse(JSON.parse(Buffer.from(files.get('manifest.json')!).toString()));
  });
  afterAll(() => fediverse.close());

  it('verifies in another folder, without a configuration and a store, until a byte is flipped', async () => {
    const elsewhere = emptyFolder();
    const key = join(elsewhere, 'about.key');
    writeFileSync(key, `${manifest.monitor.key}\n`);

    const whole = await fediscope(['verify-evidence', bundle, '--key', key], { cwd: elsewhere });
    expect(whole).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('every byte is as it was signed'),
    });

    const bytes = readFileSync(bundle);
    bytes[1_000] = bytes[1_000]! ^ 1;
    const flipped = join(elsewhere, 'flipped.tar');
    writeFileSync(flipped, bytes);
    expect(await fediscopeHere(['verify-evidence', flipped])).toMatchObject({ code: 1 });
    const nowhere = join(elsewhere, 'nowhere.tar');
    expect(await fediscopeHere(['verify-evidence', nowhere])).toMatchObject({ code: 2 });
  });

  it('has every exchange with its address, session and times, and who made it', () => {
    expect(manifest.finding).toMatchObject({ server: host, rule, outcome: 'failed' });
    const seen = manifest.observations.map(({ monitorVersion }) => monitorVersion);
    expect(new Set(seen)).toEqual(new Set([version]));
    for (const { clockSync, clockOffset, exchanges } of manifest.observations) {
      expect(['synchronised', 'unsynchronised', 'unknown']).toContain(clockSync);
      expect(clockOffset?.servers).toBeGreaterThan(0);
      expect(exchanges.length).toBeGreaterThan(0);
      for (const { address, tlsProtocol, certificateSha256, unkeptHeaders, startedAt } of exchanges)
        expect([
          address,
          tlsProtocol,
          certificateSha256?.length,
          typeof unkeptHeaders,
          startedAt.slice(-1),
        ]).toEqual(['127.0.0.1', 'TLSv1.3', 64, 'number', 'Z']);
    }
  });

  it('has the redactions of every kept body where the manifest says, and nobody by name', () => {
    const archive = Buffer.from(files.get('evidence.warc')!);
    const records = new Map(manifest.records.map((record) => [record.id, record]));
    let redactions = 0;
    for (const { exchanges } of manifest.observations)
      for (const { records: ids, body } of exchanges) {
        if (body?.keeping.state !== 'kept') continue;
        const { offset, length } = records.get(ids[1] ?? '')!;
        // The body is the end of its record, before the two line ends that close it.
        const kept = archive.subarray(offset + length - 4 - body.keeping.bytes, offset + length - 4);
        for (const each of body.keeping.redactions) {
          redactions += 1;
          const sign = kept.subarray(each.offset, each.offset + each.length).toString();
          expect(sign).toMatch(/^(?:\[[a-z-]+(?: \d+)?\]|person-[0-9a-f]{8}|…)$/);
        }
      }
    expect(redactions).toBeGreaterThan(0);
  });

  it('is asked for by a name that exists: a wrong one ends with 2 and names the right one', async () => {
    const config = ['--config', join(cwd, 'fediscope.yaml')];
    const wrong = await fediscopeHere(['export', 'evidence', `${host}/nodeinfo.version-match`, ...config]);

    expect(wrong).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`${host}/${rule}@`),
    });
  });
});
