import type { ObservedData } from '../../crawler/probes/index.ts';
import type { SharedCause } from '../../model/incident.ts';
import type { Observation } from '../../model/observation.ts';
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

/** A probe wrote this under its own id, so the data has its type. */
function attributesOf({ probe, data, exchanges }: Observation, table?: AsTable): readonly SharedCause[] {
  if (probe === 'dns') return places(data as ObservedData['dns'], table);
  if (probe !== 'nodeinfo') return [];
  const cdns = new Set(exchanges.flatMap(({ responseHeaders }) => cdnOf(responseHeaders) ?? []));
  const marks = [...cdns].map((value) => ({ kind: 'cdn', value }) as const);
  const { document } = data as ObservedData['nodeinfo'];
  if (document?.ok !== true) return marks;
  const { name, version } = document.data.software;
  const value = version === undefined ? name : `${name} ${version}`;
  return [...marks, { kind: 'software', value }];
}

/** A lab sends every name to the same place: that says nothing about the servers. */
function places({ source, addresses }: ObservedData['dns'], table?: AsTable): readonly SharedCause[] {
  if (source === 'connect-to') return [];
  const found = addresses.flatMap(({ address }): readonly SharedCause[] => {
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
