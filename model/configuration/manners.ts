import type { Host } from '../host.ts';

/** What a schema says of a value that has the right form and still cannot stand. */
export interface Objection {
  readonly path: PropertyKey[];
  readonly message: string;
  readonly input: unknown;
}

/** The slowest and gentlest that servers without consent are owed: a visit in five minutes, a request a second. */
const owed = { intervalMs: 300_000, requestsPerSecond: 1 } as const;

interface Manners {
  readonly crawler: {
    readonly intervals: Readonly<Record<'unproven' | 'peer', number>>;
    readonly budgets: Readonly<Record<'unproven' | 'peer', { readonly requestsPerSecond: number }>>;
  };
  readonly lab: { readonly connectTo: Readonly<Record<string, string>> };
}

/** Where a configuration would press servers that did not consent harder than they are owed. Labs are exempt: nobody else lives there. */
export function rudeness({ crawler, lab }: Manners): readonly Objection[] {
  if (Object.keys(lab.connectTo).length > 0) return [];
  return (['unproven', 'peer'] as const).flatMap((consent) => {
    const intervalMs = crawler.intervals[consent];
    const { requestsPerSecond } = crawler.budgets[consent];
    const tooOften = {
      path: ['crawler', 'intervals', consent],
      message: 'is too often for servers that did not consent; 5m is the least',
      input: `${intervalMs / 1_000}s`,
    };
    const tooFast = {
      path: ['crawler', 'budgets', consent, 'requestsPerSecond'],
      message: 'is too fast for servers that did not consent; 1 is the most',
      input: requestsPerSecond,
    };
    return [
      ...(intervalMs < owed.intervalMs ? [tooOften] : []),
      ...(requestsPerSecond > owed.requestsPerSecond ? [tooFast] : []),
    ];
  });
}

/** Every domain that is listed again. */
export function repeatedDomains(hosted: readonly { readonly domain: Host }[]): readonly Objection[] {
  const domains = hosted.map(({ domain }) => domain);
  return domains.flatMap((domain, index) =>
    domains.indexOf(domain) === index
      ? []
      : [{ path: ['hosted', index, 'domain'], message: 'is listed twice; keep one', input: domain }],
  );
}
