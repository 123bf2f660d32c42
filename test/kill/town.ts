import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';

/** Time between two visits of a server: the least a configuration may have, so that slots overrun as well. */
export const intervalMs = 1_000;

/** Servers that are watched, and the hosts under which each is asked. */
export const town: Readonly<Record<string, readonly string[]>> = {
  'open.fedi.test': ['open.fedi.test'],
  'split.fedi.test': ['split.fedi.test', 'social.split.fedi.test'],
  'mastodon.fedi.test': ['mastodon.fedi.test'],
  'lemmy.fedi.test': ['lemmy.fedi.test'],
  'misskey.fedi.test': ['misskey.fedi.test'],
};

/** Classes of questions that every visit asks. The others are left out, so that a visit fits into its slot. */
export const constant: readonly string[] = ['A', 'B', 'C'];

const peers: readonly string[] = ['misskey.fedi.test'];

/** Starts the servers of the town. `monitorOrigin`: who is let in as a monitor. */
export function startTown(monitorOrigin: string): Promise<Fediverse> {
  return startFediverse({ only: Object.keys(town), monitorOrigin });
}

/** Writes the configuration of a monitor that watches the town as often as it may. The one peer is asked so slowly that its visits overrun. */
export async function writeConfiguration(fediverse: Fediverse, folder: string): Promise<string> {
  const every = `${intervalMs / 1_000}s`;
  const quick = { requestsPerSecond: 50, requestsPerVisit: 60 };
  const always = Object.fromEntries(constant.map((name) => [name, every]));
  const hosted = Object.keys(town).filter((host) => !peers.includes(host));
  const configuration = {
    monitor: { origin: fediverse.monitorOrigin, contact: 'whoever runs the tests' },
    hosted: hosted.map((domain) => ({ domain })),
    peers: { seeds: peers },
    crawler: {
      intervals: { hosted: every, unproven: every, peer: every },
      cadence: { hosted: always, unproven: always, peer: always },
      budgets: { hosted: quick, unproven: quick, peer: { ...quick, requestsPerSecond: 22 } },
    },
    store: { path: './data' },
    web: { listen: '127.0.0.1:0' },
    lab: {
      connectTo: Object.fromEntries(fediverse.connectTo),
      trustedCa: fediverse.caFile,
      allowAddresses: ['127.0.0.0/8'],
      resolver: fediverse.resolver,
    },
  };
  const file = join(folder, 'fediscope.yaml');
  // JSON is YAML.
  await writeFile(file, JSON.stringify(configuration));
  return file;
}
