import type { ObservedData, ProbeId } from '../../crawler/probes/index.ts';
import type { Observation } from '../../model/observation.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';

/** What runs on a server, as far as it said so. Absent members: it did not say, or we do not know the software. */
export interface SeenSoftware {
  readonly name?: string;
  readonly version?: string;
  readonly family?: string;
  readonly licence?: string;
}

/** The software of NodeInfo, with what our profile of it says. */
export function softwareOf(observations: readonly Observation[], software: SoftwareCatalogue): SeenSoftware {
  const document = dataOf('nodeinfo', observations)?.document;
  if (document?.ok !== true) return {};
  const { name, version } = document.data.software;
  const profile = software.profileOf({ name, version });
  return {
    name,
    ...(version !== undefined && { version }),
    ...(profile !== undefined && { family: profile.family, licence: profile.licence }),
  };
}

/** Whose actor stands for the server in this visit, in words. Undefined: none was found. */
export function sampleOf(observations: readonly Observation[]): string | undefined {
  const webfinger = dataOf('webfinger', observations);
  if (webfinger === undefined) return undefined;
  if (webfinger.accountFrom === 'configured') return `the account ${webfinger.user}`;
  if (webfinger.accountFrom === 'published-contact') return 'the contact that the server publishes';
  return "the server's own actor; name an account with --account to judge one of people";
}

/** The data of a probe in one visit. Undefined: it has none. */
function dataOf<P extends ProbeId>(
  probe: P,
  observations: readonly Observation[],
): ObservedData[P] | undefined {
  const found = observations.find((each) => each.probe === probe && each.outcome === 'ok');
  return found?.data as ObservedData[P] | undefined; // a probe's observations hold that probe's data
}
