import { Resolver } from 'node:dns/promises';
import type { Clock } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import { classify } from '../classify.ts';
import { ProbeFailure } from '../probe-failure.ts';
import { whyLocal } from '../url-policy.ts';
import { type ClassifyAddress, isReachable } from './address.ts';
import { type ConnectTo, parseTarget } from './connect-to.ts';
import type { AddressFacts } from './resolve.ts';

type Address = AddressFacts['addresses'][number];
type Settled = PromiseSettledResult<readonly Address[]>;

/** Names to addresses and texts, past the system's hosts file and thread pool. */
export interface NameResolver {
  /** @throws {ProbeFailure} `dns-*` */
  resolve(host: Host): Promise<AddressFacts>;
  /** Empty: there are none. @throws {ProbeFailure} `dns-*` */
  resolveText(name: string): Promise<readonly string[]>;
  close(): void;
}

export interface ResolverOptions {
  /** `address:port`. Absent: the system's resolvers. */
  readonly server?: string;
  readonly timeoutMs: number;
  readonly connectTo: ConnectTo;
  readonly classifyAddress: ClassifyAddress;
  readonly clock: Clock;
}

/** Which failure of two questions is told when neither has an address: the one that could change by itself first. */
const precedence = [
  'own-resources',
  'dns-timeout',
  'dns-servfail',
  'dns-refused',
  'dns-no-address',
  'dns-nxdomain',
];

/** A resolver on c-ares. @throws {RangeError} when the server is no `address:port`. */
export function createResolver(options: ResolverOptions): NameResolver {
  const { classifyAddress, clock, connectTo, server } = options;
  // c-ares doubles the wait for its second try: a third now and two thirds then keep the limit.
  const dns = new Resolver({ timeout: Math.ceil(options.timeoutMs / 3), tries: 2 });
  if (server !== undefined) dns.setServers([serverOf(server)]);
  const ask = async (host: Host, family: 4 | 6): Promise<readonly Address[]> => {
    const records =
      family === 4 ? await dns.resolve4(host, { ttl: true }) : await dns.resolve6(host, { ttl: true });
    return first(
      records.map(({ address, ttl }) => ({
        address,
        family,
        class: classifyAddress(address),
        ttlSeconds: ttl,
      })),
    );
  };
  return {
    async resolve(host) {
      const started = clock.elapsed();
      const mapped = connectTo(host)?.address;
      const local = mapped === undefined && server === undefined ? whyLocal(host) : undefined;
      if (local !== undefined) throw new ProbeFailure('url-forbidden', local);
      const addresses =
        mapped === undefined
          ? await bothFamilies(ask(host, 4), ask(host, 6))
          : [{ address: mapped, family: familyOf(mapped), class: classifyAddress(mapped) }];
      const source = mapped === undefined ? 'resolver' : 'connect-to';
      return { host, source, addresses, durationMs: clock.elapsed() - started };
    },
    resolveText: async (name) => (isMappedName(name, options) ? [] : readTexts(dns.resolveTxt(name))),
    close: () => dns.cancel(),
  };
}

/** Addresses of one family that are looked at and stored: an answer has room for thousands. */
const maxAddresses = 32;

/** The first of them, and one behind them that forbids the name: it stands for itself and for all like it. */
function first(addresses: readonly Address[]): readonly Address[] {
  const beyond = addresses.slice(maxAddresses).find((address) => !isReachable(address.class));
  return [...addresses.slice(0, maxAddresses), ...(beyond === undefined ? [] : [beyond])];
}

function serverOf(text: string): string {
  const { address, port } = parseTarget(text);
  if (address === undefined) throw new RangeError(`the resolver "${text}" has no address`);
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}

/** A lab that maps a name to an address and has no resolver of its own has no text records either: public resolvers are not told its names. */
function isMappedName(name: string, { server, connectTo }: ResolverOptions): boolean {
  // An underscore label in front belongs to the same host. Patterns are compared as text, so the brand adds nothing.
  const host = name.replace(/^(?:_[^.]*\.)+/, '') as Host;
  return server === undefined && connectTo(host)?.address !== undefined;
}

async function bothFamilies(...asked: readonly Promise<readonly Address[]>[]): Promise<readonly Address[]> {
  const settled = await Promise.allSettled(asked);
  const addresses = settled.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  if (addresses.length > 0) return addresses;
  throw worstFailure(settled);
}

function worstFailure(settled: readonly Settled[]): ProbeFailure {
  const failures = settled.flatMap((answer) =>
    answer.status === 'rejected' ? [classify(answer.reason, 'dns')] : [],
  );
  const [worst] = failures.toSorted(
    (a, b) => precedence.indexOf(a.failure.code) - precedence.indexOf(b.failure.code),
  );
  return worst ?? new ProbeFailure('dns-no-address');
}

async function readTexts(asking: Promise<string[][]>): Promise<readonly string[]> {
  try {
    return (await asking).map((parts) => parts.join(''));
  } catch (error) {
    const failure = classify(error, 'dns');
    if (failure.failure.code === 'dns-nxdomain' || failure.failure.code === 'dns-no-address') return [];
    throw failure;
  }
}
