import { describe, expect, it } from 'vitest';
import { readAsTable } from '../../../analyzer/incidents/as-table.ts';
import { censusOf } from '../../../analyzer/incidents/attributes.ts';
import { anObservation, host } from '../../store/examples.ts';

const csv = `prefix,asn,name
# documentation networks
192.0.2.0/24,64496,Example Hosting
192.0.2.128/25,AS64497,"Example, Rack 2"

2001:db8::/32,64498,
2001:db8:aaaa::/48,64499,Example Six
`;

function tableOf(text: string) {
  const read = readAsTable(text);
  if (!read.ok) throw new Error(`line ${read.line}`);
  return read.table;
}

describe('a table of autonomous systems', () => {
  it('knows the longest prefix around an address', () => {
    const table = tableOf(csv);

    expect(table.asOf('192.0.2.1')).toBe('AS64496 Example Hosting');
    expect(table.asOf('192.0.2.200')).toBe('AS64497 Example, Rack 2');
    expect(table.asOf('::ffff:192.0.2.200')).toBe('AS64497 Example, Rack 2');
    expect(table.asOf('2001:db8::1')).toBe('AS64498');
    expect(table.asOf('2001:db8:aaaa::1')).toBe('AS64499 Example Six');
    expect(table.asOf('198.51.100.1')).toBeUndefined();
    expect(table.asOf('no address')).toBeUndefined();
  });

  it.each([
    ['192.0.2.0/33,64496,too long', 1],
    ['prefix,asn,name\n192.0.2.0/24,sixty,no number', 2],
    ['192.0.2.0/24,1,fine\nsocial.example,1,no prefix', 2],
    ['192.0.2.0,64496,no length', 1],
  ])('names the line that is wrong: %j', (text, line) => {
    expect(readAsTable(text)).toEqual({ ok: false, line });
  });
});

describe('what a server shares', () => {
  const server = host('social.example');
  const addresses = (source: string, ...list: readonly string[]) =>
    anObservation({
      server,
      probe: 'dns',
      data: { host: server, source, addresses: list.map((address) => ({ address })), durationMs: 1 },
    });
  const nodeinfo = (headers: Record<string, string>) => {
    const made = anObservation({ server, probe: 'nodeinfo' });
    const document = { ok: true, data: { software: { name: 'mastodon', version: '4.5.1' } } };
    const exchanges = made.exchanges.map((exchange) => ({ ...exchange, responseHeaders: headers }));
    return { ...made, data: { document }, exchanges };
  };
  const shared = (...observations: readonly ReturnType<typeof anObservation>[]) =>
    censusOf([server, 'other.example'], observations, tableOf(csv))
      .get(server)
      ?.map(({ kind, value }) => `${kind} ${value}`);

  it('is its addresses, their networks and their systems, each once', () => {
    expect(shared(addresses('resolver', '192.0.2.1', '192.0.2.9', '2001:db8:aaaa:1::7'))).toEqual([
      'address 192.0.2.1',
      'network 192.0.2.0/24',
      'as AS64496 Example Hosting',
      'address 192.0.2.9',
      'address 2001:db8:aaaa:1::7',
      'network 2001:db8:aaaa::/48',
      'as AS64499 Example Six',
    ]);
  });

  it('is the network in front of it and its software', () => {
    expect(shared(nodeinfo({ 'cf-ray': '8a', server: 'cloudflare' }))).toEqual([
      'cdn Cloudflare',
      'software mastodon 4.5.1',
    ]);
    expect(shared(nodeinfo({ server: 'nginx' }))).toEqual(['software mastodon 4.5.1']);
  });

  it('is not told by data that was written in another shape', () => {
    const headers = { server: 'cloudflare' };
    const described = (document: unknown) => ({ ...nodeinfo(headers), data: { document } });

    expect(shared(anObservation({ server, probe: 'dns', data: {} }))).toEqual([]);
    expect(shared(described({ ok: true }), described({ ok: true, data: {} }))).toEqual([
      'cdn Cloudflare',
      'cdn Cloudflare',
    ]);
  });

  it('is nothing where a lab sends every name to one place, and nothing is known', () => {
    expect(shared(addresses('connect-to', '127.0.0.1'))).toEqual([]);
    expect(censusOf([server, 'other.example'], []).get('other.example')).toEqual([]);
  });
});
