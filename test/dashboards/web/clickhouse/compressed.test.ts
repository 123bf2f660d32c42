import { globSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cityHash128 } from '../../../../dashboards/web/clickhouse/city-hash.ts';
import { compressedBody } from '../../../../dashboards/web/clickhouse/compressed.ts';
import { openEmbedded } from '../../../../store/engine/embedded.ts';
import { storeDirectory } from '../../../store/furnished.ts';
import { fleet } from '../fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from '../site.ts';

/** A block of ClickHouse's: its checksum, and what that is over. */
interface Block {
  readonly checksum: Buffer;
  readonly block: Buffer;
}

/** Source: ClickHouse, `CompressedReadBufferBase`. */
function blocksIn(bytes: Buffer): readonly Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readUInt32LE(at + 17);
    blocks.push({ checksum: bytes.subarray(at, at + 16), block: bytes.subarray(at + 16, at + 16 + size) });
    at += 16 + size;
  }
  return blocks;
}

/** Literals and copies of what was there before. Source: lz4, "LZ4 Block Format Description". */
function unpacked(block: Buffer): Buffer {
  expect(block.readUInt8(0)).toBe(0x82);
  const out: number[] = [];
  let at = 9;
  const lengthOf = (nibble: number) => {
    let length = nibble;
    if (nibble === 15)
      for (let more = 255; more === 255; length += more) {
        more = block.readUInt8(at);
        at += 1;
      }
    return length;
  };
  while (at < block.length) {
    const token = block.readUInt8(at);
    at += 1;
    const length = lengthOf(token >> 4);
    for (const byte of block.subarray(at, at + length)) out.push(byte);
    at += length;
    if (at >= block.length) break;
    const from = out.length - block.readUInt16LE(at);
    at += 2;
    const copied = lengthOf(token & 15) + 4;
    for (let place = 0; place < copied; place += 1) out.push(out[from + place]!);
  }
  expect(block.readUInt32LE(5)).toBe(out.length);
  return Buffer.from(out);
}

const contentOf = (bytes: Uint8Array) => {
  const blocks = blocksIn(Buffer.from(bytes));
  for (const { checksum, block } of blocks) expect(Buffer.from(cityHash128(block))).toEqual(checksum);
  return Buffer.concat(blocks.map(({ block }) => unpacked(block)));
};

it('the checksum is the one that the engine has in its own files', async () => {
  const directory = await storeDirectory();
  const engine = await openEmbedded(directory);
  // The hash goes another way for less than 128 bytes.
  await engine.command('CREATE TABLE little (number UInt8) ENGINE = MergeTree ORDER BY number');
  await engine.command('INSERT INTO little VALUES (1)');
  await engine.close();
  const blocks = globSync('**/*.bin', { cwd: directory }).flatMap((file) =>
    blocksIn(readFileSync(join(directory, file))),
  );
  const sizes = blocks.map(({ block }) => block.length);

  expect(Math.min(...sizes)).toBeLessThan(16 + 128);
  expect(Math.max(...sizes)).toBeGreaterThan(16 + 128);
  for (const { checksum, block } of blocks) expect(Buffer.from(cityHash128(block))).toEqual(checksum);
});

it.each([0, 1, 14, 15, 16, 269, 270, 271, 65_536, 65_537, 200_000])(
  'a body of %d bytes comes out of its blocks as it went in',
  async (size) => {
    const bytes = Buffer.from(Array.from({ length: size }, (_, at) => (at * 7) % 251));

    expect(contentOf(await compressedBody(bytes)).equals(bytes)).toBe(true);
  },
);

describe('a client that wants blocks, as drivers for JDBC do', () => {
  let kept: Awaited<ReturnType<typeof storeWith>>;
  let site: Site;
  beforeAll(async () => {
    kept = await storeWith(fleet());
    site = await siteOf(depsOf(kept.store));
  });
  afterAll(async () => {
    await site.close();
    await kept.close();
  });
  const ask = (query: string, more = '') =>
    new Promise<Buffer>((resolve, reject) => {
      const path = `/clickhouse/?query=${encodeURIComponent(query)}${more}`;
      get(new URL(path, site.url), { agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks)));
      }).on('error', reject);
    });

  it('gets the same answer in blocks, in whatever format', async () => {
    const sql = 'SELECT server, probe, outcome FROM latest FINAL ORDER BY server, probe';
    for (const format of ['', '&default_format=RowBinaryWithNamesAndTypes']) {
      const plain = await ask(sql, `${format}&compress=0`);

      expect(plain.length).toBeGreaterThan(500);
      expect(contentOf(await ask(sql, `${format}&compress=1`)).equals(plain)).toBe(true);
    }
  });

  it('gets errors as text, and nothing of an answer without rows', async () => {
    expect((await ask('SELECT * FROM nowhere', '&compress=1')).toString()).toMatch(/^Code: 60\. /);
    expect((await ask('SELECT 1', '&compress=2')).toString()).toMatch(/^Code: 164\. /);
    expect(await ask('SELECT host FROM servers WHERE 0', '&compress=1')).toHaveLength(0);
  });
});
