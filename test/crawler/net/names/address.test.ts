import { describe, expect, it } from 'vitest';
import { addressClassifier, isReachable, isSameAddress } from '../../../../crawler/net/names/address.ts';
import type { AddressClass } from '../../../../crawler/net/names/resolve.ts';

/** First, middle or last addresses of the blocks of the IANA special-purpose registries, and their neighbours. */
const table: readonly (readonly [AddressClass, readonly string[]])[] = [
  [
    'global',
    ['1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.1'],
  ],
  [
    'global',
    ['172.15.255.255', '172.32.0.0', '192.167.255.255', '198.17.255.255', '198.20.0.0', '223.255.255.255'],
  ],
  ['global', ['2001:503:ba3e::2:30', '2606:4700::1111', '2a00:1450::1', '2001:200::1', '3ffe::1']],
  ['loopback', ['127.0.0.1', '127.255.255.255', '::1']],
  [
    'private',
    [
      '10.0.0.0',
      '10.255.255.255',
      '172.16.0.0',
      '172.31.255.255',
      '192.168.0.1',
      'fc00::',
      'fdff::1',
      'fec0::1',
    ],
  ],
  ['link-local', ['169.254.0.1', '169.254.169.254', 'fe80::1', 'febf::1']],
  ['cgnat', ['100.64.0.0', '100.127.255.255']],
  ['multicast', ['224.0.0.1', '239.255.255.255', 'ff00::1', 'ff0e::1']],
  ['documentation', ['192.0.2.1', '198.51.100.255', '203.0.113.7', '2001:db8::1', '3fff::1', '3fff:fff::1']],
  [
    'embedded',
    [
      '::ffff:8.8.8.8',
      '::ffff:127.0.0.1',
      '64:ff9b::808:808',
      '64:ff9b:1::1',
      '2002:808:808::',
      '2001:0:808::',
      '::8.8.8.8',
    ],
  ],
  ['embedded', ['::ffff:0:8.8.8.8', '192.88.99.1', '2606:4700::5efe:808:808', '2606:4700::200:5efe:808:808']],
  [
    'reserved',
    [
      '0.0.0.0',
      '0.255.255.255',
      '192.0.0.1',
      '198.18.0.1',
      '198.19.255.255',
      '240.0.0.1',
      '255.255.255.255',
      '::',
    ],
  ],
  [
    'reserved',
    [
      '100::1',
      '2001:2::1',
      '2001:10::1',
      '2001:20::1',
      '2001:30::1',
      '4000::1',
      '8000::1',
      '5f00::1',
      'fe00::1',
    ],
  ],
  ['reserved', ['not an address', '', '8.8.8.8%eth0', '2606:4700::1111%eth0']],
];

describe('an address', () => {
  const classify = addressClassifier([]);

  it.each(table.flatMap(([name, addresses]) => addresses.map((address) => [address, name] as const)))(
    '%s is %s',
    (address, name) => {
      expect(classify(address)).toBe(name);
      expect(isReachable(classify(address))).toBe(name === 'global');
    },
  );

  it('is of the lab only inside the CIDRs that the lab allows', () => {
    const lab = addressClassifier(['127.0.0.0/30', 'fd00::/8', '1.1.1.0/24']);

    expect(['127.0.0.3', 'fd12::1', '127.0.0.4', '::ffff:127.0.0.1', '1.1.1.1'].map(lab)).toEqual([
      'lab',
      'lab',
      'loopback',
      'embedded',
      'global',
    ]);
  });

  it('equals itself in any spelling, and nothing else', () => {
    expect(isSameAddress('2606:4700:0:0::1111', '2606:4700::1111')).toBe(true);
    expect(isSameAddress('::ffff:1.1.1.1', '1.1.1.1')).toBe(false);
    expect(isSameAddress(undefined, '1.1.1.1')).toBe(false);
  });

  it('is never allowed by a CIDR that is none', () => {
    expect(() => addressClassifier(['127.0.0.1/99'])).toThrow();
  });
});
