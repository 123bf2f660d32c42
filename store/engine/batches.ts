import type { Host } from '../../model/host.ts';

/** Hosts in one query: their names are a part of its address at a server. */
export const hostsPerQuery = 200;

/** Reads of some hosts at a time, in their order; each host once. `most`: hosts at a time. */
export async function inBatches<Row>(
  hosts: readonly Host[],
  read: (some: readonly Host[]) => Promise<readonly Row[]>,
  most = hostsPerQuery,
): Promise<readonly Row[]> {
  const sorted = [...new Set(hosts)].toSorted();
  const all: Row[] = [];
  for (let from = 0; from < sorted.length; from += most)
    for (const row of await read(sorted.slice(from, from + most))) all.push(row);
  return all;
}
