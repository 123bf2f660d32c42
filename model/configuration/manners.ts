import type { Host } from '../host.ts';

/** What a schema says of a value that has the right form and still cannot stand. */
export interface Objection {
  readonly path: PropertyKey[];
  readonly message: string;
  readonly input: unknown;
}

/** The slowest and gentlest that servers without consent are owed: a visit in five minutes, a request a second. */
const owed = { intervalMs: 300_000, requestsPerSecond: 1 } as const;

interface Override {
  readonly domain: Host;
  readonly interval?: number;
}

interface Manners {
  readonly crawler: {
    readonly intervals: Readonly<Record<'unproven' | 'peer', number>>;
    readonly budgets: Readonly<Record<'unproven' | 'peer', { readonly requestsPerSecond: number }>>;
  };
  readonly peers: { readonly overrides: readonly Override[] };
  readonly lab: { readonly connectTo: Readonly<Record<string, string>> };
}

/** Where a configuration would press servers that did not consent harder than they are owed. Labs are exempt: nobody else lives there. */
export function rudeness({ crawler, peers, lab }: Manners): readonly Objection[] {
  if (Object.keys(lab.connectTo).length > 0) return [];
  const toPeers = peers.overrides.flatMap(({ interval = owed.intervalMs }, index) =>
    tooOften(interval, ['peers', 'overrides', index, 'interval']),
  );
  const toClasses = (['unproven', 'peer'] as const).flatMap((consent) => {
    const { requestsPerSecond } = crawler.budgets[consent];
    const tooFast = {
      path: ['crawler', 'budgets', consent, 'requestsPerSecond'],
      message: 'is too fast for servers that did not consent; 1 is the most',
      input: requestsPerSecond,
    };
    return [
      ...tooOften(crawler.intervals[consent], ['crawler', 'intervals', consent]),
      ...(requestsPerSecond > owed.requestsPerSecond ? [tooFast] : []),
    ];
  });
  return [...toClasses, ...toPeers];
}

function tooOften(intervalMs: number, path: PropertyKey[]): readonly Objection[] {
  const message = 'is too often for servers that did not consent; 5m is the least';
  return intervalMs < owed.intervalMs ? [{ path, message, input: `${intervalMs / 1_000}s` }] : [];
}

type Listed = readonly { readonly domain: Host }[];

/** Every domain of a list that is listed again. */
export function repeatedDomains(list: Listed, path: readonly PropertyKey[]): readonly Objection[] {
  const domains = list.map(({ domain }) => domain);
  return domains.flatMap((domain, index) =>
    domains.indexOf(domain) === index
      ? []
      : [{ path: [...path, index, 'domain'], message: 'is listed twice; keep one', input: domain }],
  );
}

/** Paces of peers that are no peers, or are listed again. */
export function misplacedOverrides({
  hosted,
  peers: { overrides },
}: {
  readonly hosted: Listed;
  readonly peers: { readonly overrides: Listed };
}): readonly Objection[] {
  const path = ['peers', 'overrides'];
  const ours = new Set(hosted.map(({ domain }) => domain));
  const misplaced = overrides.flatMap(({ domain }, index) =>
    ours.has(domain)
      ? [{ path: [...path, index, 'domain'], message: 'is hosted; set its pace there', input: domain }]
      : [],
  );
  return [...repeatedDomains(overrides, path), ...misplaced];
}
