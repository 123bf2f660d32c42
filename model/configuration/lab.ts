import { isIP } from 'node:net';
import { z } from 'zod';
import { isAddressBlock, textField } from './fields.ts';

/** Is it `address:port`, or where that is allowed `:port`? */
export function isTarget(text: string, { bare }: { readonly bare: boolean }): boolean {
  const [, v6, v4 = '', port] = /^(?:\[([^\]]+)\]|([0-9.]*)):(\d{1,5})$/.exec(text) ?? [];
  if (Number(port) < 1 || Number(port) > 65_535 || port === undefined) return false;
  return v6 === undefined ? (bare && v4 === '') || isIP(v4) === 4 : isIP(v6) === 6;
}

const target = z
  .string()
  .refine((text) => isTarget(text, { bare: true }), { error: 'is no address:port' })
  .describe('where to connect, such as 127.0.0.1:8443');

const cidr = z
  .string()
  .refine(isAddressBlock, { error: 'is no block of addresses' })
  .describe('a block of addresses, such as 127.0.0.0/8');

/** How test, demo and staging servers are reached; empty for the real fediverse. */
export const labSchema = z.strictObject({
  connectTo: z
    .record(z.string(), target)
    .describe('patterns of names and where to connect for them, such as "*.fedi.test": 127.0.0.1:8443')
    .default({}),
  trustedCa: textField
    .describe('a PEM file with more authorities to trust, such as ./ca.pem')
    .exactOptional(),
  allowAddresses: z
    .array(cidr)
    .describe('blocks of addresses that may be visited though they are not globally routable')
    .default([]),
  resolver: z
    .string()
    .refine((text) => isTarget(text, { bare: false }), { error: 'is no address:port' })
    .describe('the resolver to ask, such as 127.0.0.1:5353')
    .exactOptional(),
});
