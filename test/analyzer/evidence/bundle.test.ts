import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { WARCParser } from 'warcio';
import type { Bundle } from '../../../analyzer/evidence/bundle.ts';
import { makeBundle } from '../../../analyzer/evidence/bundle.ts';
import { unpacked } from '../../../analyzer/evidence/container.ts';
import { verifyBundle } from '../../../analyzer/evidence/verify.ts';
import { redactionsIn } from '../../../model/evidence/redaction.ts';
import { aBundle, aKey, exchange, gathered, kept, tools } from './bundles.ts';

const digest = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** A record as warcio reads it, its payload as it lies there. */
async function recordsOf(bundle: Bundle) {
  const archive = unpacked(bundle.bytes).files.get('evidence.warc')!;
  async function* source() {
    yield archive;
  }
  const records = [];
  for await (const record of new WARCParser(source())) {
    const payload = Buffer.from(await record.readFully(false));
    const header = (name: string) => record.warcHeader(name) ?? undefined;
    records.push({ type: record.warcType, header, http: record.httpHeaders, payload });
  }
  return { archive, records };
}

describe('a bundle of evidence', () => {
  const privateKey = aKey();
  let bundle: Bundle;
  beforeAll(async () => {
    bundle = await aBundle({ privateKey });
  });

  it('is an archive that warcio reads, a request before each response, as WARC/1.1', async () => {
    const { archive, records } = await recordsOf(bundle);

    expect(records.map(({ type }) => type)).toEqual([
      'warcinfo',
      ...['request', 'response', 'request', 'response', 'request', 'response', 'request'],
      'metadata',
    ]);
    expect(
      Buffer.from(archive)
        .toString()
        .match(/^WARC\/1\.1\r$/gm),
    ).toHaveLength(9);
    const [, request, response] = records;
    expect(request!.http!.headers.get('user-agent')).toBe(exchange.userAgent);
    expect(response!.http!.statusCode).toBe(200);
    expect(response!.http!.headers.get('x-archive-orig-content-encoding')).toBe('gzip');
    expect(response!.payload.toString()).toBe(kept);
    expect(response!.header('WARC-Payload-Digest')).toBe(`sha256:${digest(kept)}`);
    expect(response!.header('WARC-Date')).toBe(exchange.startedAt);
    expect(response!.header('WARC-IP-Address')).toBe('192.0.2.10');
    expect(response!.header('WARC-Concurrent-To')).toBe(request!.header('WARC-Record-ID'));
    expect(response!.header('Fediscope-Received-SHA256')).toBe(exchange.body!.receivedSha256);
  });

  it('has a question to a git server as it was asked, and a part of a file as a part', async () => {
    const { accept: _any, body: _none, ...asked } = exchange;
    const posted = '0014command=ls-refs\n0000';
    const git = {
      ...asked,
      method: 'POST',
      requestHeaders: { 'git-protocol': 'version=2' },
      posted,
    } as const;
    const part = { ...asked, requestHeaders: { range: 'bytes=-100', 'accept-encoding': 'identity' } };
    const [observation] = gathered().observations;
    const seen = { ...observation!, exchanges: [git, part] };
    const made = await makeBundle(gathered({ observations: [seen] }), tools());
    const { records } = await recordsOf(made);

    const requests = records.filter(({ type }) => type === 'request');
    expect(requests[0]!.payload.toString()).toBe(posted);
    expect(requests[0]!.http!.headers.get('git-protocol')).toBe('version=2');
    expect(requests[1]!.http!.headers.get('range')).toBe('bytes=-100');
    expect(requests[1]!.http!.headers.get('accept-encoding')).toBe('identity');
    expect(made.manifest.observations[0]!.exchanges[0]).toMatchObject({
      method: 'POST',
      requestHeaders: { 'git-protocol': 'version=2' },
      posted,
    });
    expect((await verifyBundle(unpacked(made.bytes))).faults).toEqual([]);
  });

  it('says in the archive where a body was cut, and where it is not there', async () => {
    const { records } = await recordsOf(bundle);

    const truncated = records
      .filter(({ type }) => type === 'response')
      .map(({ header, payload }) => [header('WARC-Truncated'), payload.length]);
    expect(truncated).toEqual([
      [undefined, Buffer.byteLength(kept)],
      ['length', Buffer.byteLength(kept)],
      ['unspecified', 0],
    ]);
  });

  it('has a manifest with every fact about an exchange', () => {
    const [observation] = bundle.manifest.observations;

    expect(observation).toMatchObject({
      vantage: 'local',
      probeVersion: 1,
      monitorVersion: '0.1.0',
      clockSync: 'synchronised',
      clockOffset: { servers: 3, medianMs: -120, resolutionMs: 1_000 },
    });
    const [first, cut, gone, silent] = observation!.exchanges;
    expect(first).toMatchObject({
      startedAt: exchange.startedAt,
      userAgent: exchange.userAgent,
      address: '192.0.2.10',
      tlsProtocol: 'TLSv1.3',
      certificateSha256: exchange.certificateSha256,
      httpVersion: '1.1',
      unkeptHeaders: 3,
      url: { redactions: [{ kind: 'pseudonym', length: 15 }] },
    });
    expect(first!.headers.map(({ name }) => name)).toEqual(Object.keys(exchange.responseHeaders));
    expect(first!.headers.at(-1)).toEqual({
      name: 'link',
      value: { text: '[text]', redactions: [{ offset: 0, length: 6, kind: 'text' }] },
    });
    expect(first!.body).not.toHaveProperty('truncatedAt');
    expect(first!.body!.keeping).toMatchObject({
      state: 'kept',
      sha256: digest(kept),
      form: 'jrd',
      cut: 'no',
    });
    expect(cut!.body).toMatchObject({ truncatedAt: 65_536 });
    expect(gone!.body!.keeping).toEqual({ state: 'gone', sha256: digest('gone') });
    expect(silent!.records).toHaveLength(1);
    expect(silent).not.toHaveProperty('status');
  });

  it('lists redactions at their places in the bytes of the response record', async () => {
    const { records } = await recordsOf(bundle);
    const { keeping } = bundle.manifest.observations[0]!.exchanges[0]!.body!;

    const signs = keeping.state === 'kept' ? keeping.redactions : [];
    expect(
      signs.map(({ offset, length, kind }) => [
        kind,
        records[2]!.payload.subarray(offset, offset + length).toString(),
      ]),
    ).toEqual([
      ['person', '[person]'],
      ['pseudonym', 'person-0a1b2c3d'],
      ['words', '…'],
    ]);
  });

  it('lists every file with its hash, and every record with its place', async () => {
    const { files } = unpacked(bundle.bytes);
    const { archive } = await recordsOf(bundle);

    expect(bundle.manifest.files).toEqual(
      ['evidence.warc', 'README.txt'].map((name) => ({
        name,
        bytes: files.get(name)!.length,
        sha256: digest(files.get(name)!),
      })),
    );
    const slices = bundle.manifest.records.map(({ offset, length }) =>
      archive.subarray(offset, offset + length),
    );
    expect(slices.map(digest)).toEqual(bundle.manifest.records.map(({ sha256 }) => sha256));
  });

  it('is byte for byte the same when it is made again', async () => {
    expect((await aBundle({ privateKey })).bytes.equals(bundle.bytes)).toBe(true);
  });

  it('names what is gone, and has no archive of it', async () => {
    const { manifest } = await makeBundle(gathered({ observations: [], gone: ['a', 'b'] }), tools());

    expect(manifest.goneObservations).toEqual(['a', 'b']);
    expect(manifest.records.map(({ type }) => type)).toEqual(['warcinfo']);
  });

  it('finds what stands for a part of an address, as for a person', () => {
    const address = 'https://a.example/path-0a1b2c3d/@person-0a1b2c3d';

    expect(redactionsIn(address)).toEqual([
      { offset: 18, length: 13, kind: 'path' },
      { offset: 33, length: 15, kind: 'pseudonym' },
    ]);
  });
});
