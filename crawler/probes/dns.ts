import type { AddressFacts } from '../net/names/resolve.ts';
import { defineProbe } from '../probe.ts';

/** Which addresses a server's name has, and what kind they are. Source: RFC 1034, RFC 3596. */
export const dns = defineProbe({
  id: 'dns',
  version: 1,
  cadence: 'A',
  run: ({ server }, io): Promise<AddressFacts> => io.resolve(server.host),
});
