import { z } from 'zod';
import type { SharedCause } from '../../model/incident.ts';
import type { Observation } from '../../model/observation.ts';
import { storedData } from '../stored-data.ts';
import type { AsTable } from './as-table.ts';
import { prefixOf } from './prefix.ts';

/** What servers may share, by host. A server that nothing is known of is there, with nothing. */
export type Census = ReadonlyMap<string, readonly SharedCause[]>;

/** Probes whose newest data tells what a server shares with others. */
export const censusProbes = ['dns', 'nodeinfo'] as const;

/** What each server has in common with others, by the newest data of its `dns` and `nodeinfo` probes. */
export function censusOf(
  hosts: readonly string[],
  observations: readonly Observation[],
  table?: AsTable,
): Census {
  const census = new Map<string, SharedCause[]>(hosts.map((host) => [host, []]));
  for (const observation of observations) {
    if (observation.outcome !== 'ok') continue;
    census.get(observation.server)?.push(...attributesOf(observation, table));
  }
  return census;
}

const resolved = z.object({
  source: z.string(),
  addresses: z.array(z.object({ address: z.string() })),
});

const described = z.object({
  document: z.object({
    ok: z.literal(true),
    data: z.object({ software: z.object({ name: z.string(), version: z.string().optional() }) }),
  }),
});

/** Data of another shape says nothing of what is shared. */
function attributesOf(observation: Observation, table?: AsTable): readonly SharedCause[] {
  const { probe, exchanges } = observation;
  if (probe === 'dns') return places(storedData(observation, resolved), table);
  if (probe !== 'nodeinfo') return [];
  const cdns = new Set(exchanges.flatMap(({ responseHeaders }) => cdnOf(responseHeaders) ?? []));
  const marks = [...cdns].map((value) => ({ kind: 'cdn', value }) as const);
  const document = storedData(observation, described)?.document;
  if (document === undefined) return marks;
  const { name, version } = document.data.software;
  const value = version === undefined ? name : `${name} ${version}`;
  return [...marks, { kind: 'software', value }];
}

/** A lab sends every name to the same place: that says nothing about the servers. */
function places(told: z.infer<typeof resolved> | undefined, table?: AsTable): readonly SharedCause[] {
  if (told === undefined || told.source === 'connect-to') return [];
  const found = told.addresses.flatMap(({ address }): readonly SharedCause[] => {
    const network = prefixOf(address, { ipv4: 24, ipv6: 48 });
    const system = table?.asOf(address);
    return [
      { kind: 'address', value: address },
      ...(network === undefined ? [] : [{ kind: 'network', value: network } as const]),
      ...(system === undefined ? [] : [{ kind: 'as', value: system } as const]),
    ];
  });
  return [...new Map(found.map((cause) => [`${cause.kind} ${cause.value}`, cause])).values()];
}

/** Headers by which content delivery networks are commonly told; no document of theirs was read for it. One that is missing or wrong only groups less. */
const cdnMarks: readonly (readonly [header: string, pattern: RegExp, cdn: string])[] = [
  ['cf-ray', /./, 'Cloudflare'],
  ['server', /^cloudflare/i, 'Cloudflare'],
  ['server', /^bunnycdn/i, 'Bunny'],
  ['server', /^akamaighost/i, 'Akamai'],
  ['via', /cloudfront\.net/i, 'CloudFront'],
];

function cdnOf(headers: Readonly<Record<string, string>>): string | undefined {
  return cdnMarks.find(([header, pattern]) => pattern.test(headers[header] ?? ''))?.[2];
}
