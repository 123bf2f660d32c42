import { hashOf, mixed } from '../../crawler/shard.ts';
import { type Fate, fates } from './fate.ts';

/** How many there are of what. */
export interface Crowd {
  /** Servers of the sweep. */
  readonly hosts: number;
  /** Servers that are visited before anything is measured. */
  readonly warmers: number;
  /** Servers of ours. */
  readonly hosted: number;
  /** Registrable names that the servers share. */
  readonly domains: number;
  /** Addresses that the servers share. */
  readonly addresses: number;
}

/** One server, as its name decides it; every process finds the same. */
export interface Member {
  readonly name: string;
  /** Its registrable name. */
  readonly domain: string;
  readonly isHosted: boolean;
  readonly address: string;
  /** From the end of a request to the begin of its answer, in milliseconds, 50 to 500. */
  readonly latencyMs: number;
  /** Absent: it is well. */
  readonly fate?: Fate;
}

/** Where nobody listens, and where nobody picks up. */
const nobody = '127.251.0.1';
export const blackHole = '127.251.0.2';

const deadPerMille = 200;

/** The names of the sweep, spread over the registrable names. */
export function sweepNames({ hosts, domains }: Crowd): readonly string[] {
  return Array.from({ length: hosts }, (_, n) => `h${n}.s${n % domains}.test`);
}

/** The names that warm the crawler up. */
export function warmNames({ warmers, domains }: Crowd): readonly string[] {
  return Array.from({ length: warmers }, (_, n) => `w${n}.s${n % domains}.test`);
}

/** The names of our own servers. */
export function hostedNames({ hosted }: Crowd): readonly string[] {
  return Array.from({ length: hosted }, (_, n) => `c${n}.ours.test`);
}

/** Where servers listen. */
export function listenAddresses({ addresses }: Crowd): readonly string[] {
  return Array.from({ length: addresses }, (_, n) => addressOf(n));
}

/** The server with a name. Undefined: there is none. */
export function memberNamed(name: string, { addresses }: Crowd): Member | undefined {
  const [, first, domain] = /^([hwc])\d+\.((?:s\d+|ours)\.test)$/.exec(name) ?? [];
  if (domain === undefined) return undefined;
  const draw = (salt: number, below: number) => mixed(hashOf(name) + salt) % below;
  const isHosted = first === 'c';
  const fate = !isHosted && draw(1, 1_000) < deadPerMille ? fates[draw(2, fates.length)] : undefined;
  const address = { refused: nobody, 'black-hole': blackHole }[String(fate)] ?? addressOf(draw(3, addresses));
  const latencyMs = 50 + draw(4, 451);
  return { name, domain, isHosted, address, latencyMs, ...(fate !== undefined && { fate }) };
}

/** Spread over 127.0.0.0/8, as servers are spread over the network. */
function addressOf(n: number): string {
  return `127.${1 + (n % 250)}.${Math.floor(n / 250) % 250}.10`;
}
