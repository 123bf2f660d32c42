import type { Exchange } from '../../model/exchange.ts';
import {
  type Fingerprint,
  type FingerprintWeight,
  profiles,
  type SoftwareProfile,
} from '../../model/software/index.ts';

/** Where fingerprints are looked for. */
export interface Traces {
  readonly exchanges: readonly Exchange[];
  readonly subscribeTemplate?: string | undefined;
  /** Top-level keys of the instance API. */
  readonly instanceApiKeys: readonly string[];
}

/** A software that left enough signs to be named. `signs`: one for each class, in words. */
export interface Recognised {
  readonly profile: SoftwareProfile;
  readonly signs: readonly string[];
}

const points: Readonly<Record<FingerprintWeight, number>> = { strong: 3, medium: 1.5, weak: 0.5 };

/**
 * The software whose signs are there: two independent strong ones, or six points with a strong one among them. Each class counts once, at its
 * best. Undefined: the signs are too few.
 */
export function recognise(traces: Traces): Recognised | undefined {
  for (const profile of profiles) {
    const classes = bestOfEachClass(profile.fingerprints.filter((print) => isFound(print, traces)));
    const strong = classes.filter(({ weight }) => weight === 'strong').length;
    let score = 0;
    for (const { weight } of classes) score += points[weight];
    if (strong >= 2 || (strong === 1 && score >= 6)) return { profile, signs: classes.map(describe) };
  }
  return undefined;
}

function bestOfEachClass(found: readonly Fingerprint[]): readonly Fingerprint[] {
  const byWeight = found.toSorted((a, b) => points[b.weight] - points[a.weight]);
  return [...Map.groupBy(byWeight, ({ kind }) => kind).values()].flatMap((group) => group.slice(0, 1));
}

function isFound(print: Fingerprint, { exchanges, subscribeTemplate, instanceApiKeys }: Traces): boolean {
  switch (print.kind) {
    case 'header':
      return exchanges.some(({ responseHeaders }) =>
        responseHeaders[print.name]?.toLowerCase().includes(print.contains),
      );
    case 'cookie':
      return exchanges.some(({ cookieNames }) => cookieNames.includes(print.name));
    case 'subscribe-template':
      return subscribeTemplate?.includes(print.contains) === true;
    case 'instance-api-keys':
      return print.keys.every((key) => instanceApiKeys.includes(key));
  }
}

function describe(print: Fingerprint): string {
  switch (print.kind) {
    case 'header':
      return `the ${print.name} header`;
    case 'cookie':
      return `the cookie ${print.name}`;
    case 'subscribe-template':
      return 'the remote-follow address';
    case 'instance-api-keys':
      return 'the shape of the instance API';
  }
}
