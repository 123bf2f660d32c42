import type { Exchange } from '../../model/exchange.ts';
import {
  type ApiTraces,
  type Fingerprint,
  frontEndClasses,
  showsInApi,
  showsInHead,
  weightPoints,
} from '../../model/fingerprint.ts';
import { perCatalogue, type SoftwareCatalogue } from '../../model/software/catalogue.ts';
import type { SoftwareProfile } from '../../model/software/index.ts';
import { describeSign } from './sign-words.ts';

/** Where signs of software are looked for. `found`: ids of signs that probes saw in pages and answers. */
export interface Traces extends ApiTraces {
  readonly exchanges: readonly Exchange[];
  readonly found: ReadonlySet<string>;
}

/** A software that left signs, with what they come to. */
export interface Candidate {
  /** The member of the family whose own signs were seen; the one it grew from when none were. */
  readonly profile: SoftwareProfile;
  /** Points of the best sign of each class. */
  readonly score: number;
  /** Classes with a strong sign. */
  readonly strong: number;
  /** Those of them that only the server itself can leave, not a front end that stands before it. */
  readonly strongOfServer: number;
  /** The best sign of each class, in words, the best first. */
  readonly signs: readonly string[];
}

/** What a server's signs say it runs. */
export interface Recognition {
  /** Absent: the signs are too few, speak for two, or may all be those of a front end. */
  readonly server?: Candidate;
  /** Do two independent strong signs speak for `server`, beyond what speaks for another? */
  readonly certain: boolean;
  /** Every family that left signs, best first; `server` too. */
  readonly candidates: readonly Candidate[];
  /** Front ends that left signs: programs of their own, which stand before servers of any software. */
  readonly frontEnds: readonly Candidate[];
}

const familiesOf = perCatalogue(({ profiles }) =>
  Map.groupBy(
    profiles.filter(({ part }) => part === 'server'),
    ({ family }) => family,
  ),
);

/**
 * The software whose signs are there: two independent strong ones, or six points with a strong one among them, after what speaks for another
 * family was taken off; one of them at least of a class that no front end brings along. Each class counts once, at its best.
 */
export function recognise(traces: Traces, software: SoftwareCatalogue): Recognition {
  const candidates = [...familiesOf(software)]
    .flatMap(([family, members]) => candidateOf(family, members, traces) ?? [])
    .toSorted((a, b) => b.score - a.score);
  const frontEnds = software.profiles
    .filter(({ part }) => part === 'front-end')
    .flatMap((profile) => candidateOf(profile.family, [profile], traces) ?? []);
  const server = candidates.find((candidate) => isLikely(candidate, contraryTo(candidate, candidates)));
  if (server === undefined) return { certain: false, candidates, frontEnds };
  const certain = server.strong - contraryTo(server, candidates) >= 2;
  return { server, certain, candidates, frontEnds };
}

/** Strong signs that another server leaves take off what they would give it. */
function contraryTo(candidate: Candidate, all: readonly Candidate[]): number {
  const others = all.filter((other) => other !== candidate).map(({ strongOfServer }) => strongOfServer);
  return Math.max(0, ...others);
}

function isLikely({ strong, strongOfServer, score }: Candidate, contrary: number): boolean {
  const left = strong - contrary;
  const isEnough = left >= 2 || (left >= 1 && score - contrary * weightPoints.strong >= 6);
  return strongOfServer > contrary && isEnough;
}

function candidateOf(
  family: string,
  members: readonly SoftwareProfile[],
  traces: Traces,
): Candidate | undefined {
  const seen = members.map((profile) => ({
    profile,
    prints: profile.fingerprints.filter((print) => isFound(print, traces)),
  }));
  const classes = bestOfEachClass(seen.flatMap(({ prints }) => prints));
  const strong = classes.filter(({ weight }) => weight === 'strong');
  const profile = memberOf(family, seen);
  if (profile === undefined) return undefined;
  let score = 0;
  for (const { weight } of classes) score += weightPoints[weight];
  return {
    profile,
    score,
    strong: strong.length,
    strongOfServer: strong.filter(({ kind }) => !frontEndClasses.has(kind)).length,
    signs: classes.map(describeSign),
  };
}

interface SeenMember {
  readonly profile: SoftwareProfile;
  readonly prints: readonly Fingerprint[];
}

/** A fork by its own strong signs; else the root of the family, where that left any. Undefined: none of them left any. */
function memberOf(family: string, members: readonly SeenMember[]): SoftwareProfile | undefined {
  const seen = members.filter(({ prints }) => prints.length > 0);
  const fork = seen.find(({ profile, prints }) => profile.id !== family && prints.some(isStrong));
  return (fork ?? seen.find(({ profile }) => profile.id === family) ?? seen[0])?.profile;
}

function isStrong({ weight }: Fingerprint): boolean {
  return weight === 'strong';
}

function bestOfEachClass(found: readonly Fingerprint[]): readonly Fingerprint[] {
  const byWeight = found.toSorted((a, b) => weightPoints[b.weight] - weightPoints[a.weight]);
  return [...Map.groupBy(byWeight, ({ kind }) => kind).values()].flatMap((group) => group.slice(0, 1));
}

function isFound(print: Fingerprint, traces: Traces): boolean {
  return (
    traces.found.has(print.id) ||
    traces.exchanges.some((exchange) => showsInHead(print, exchange)) ||
    showsInApi(print, traces)
  );
}
