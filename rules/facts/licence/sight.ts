import type { FingerprintsData } from '../../../crawler/probes/fingerprints.ts';
import type { SoftwareProfile } from '../../../model/software/index.ts';
import type { Seen } from '../../rule.ts';
import { concealmentOf } from '../concealment.ts';
import { recognise, type Traces } from '../recognition.ts';
import { claimOf, instanceApiOf, moreClaimsOf } from '../software.ts';
import { isUnread, tracesOf } from '../traces.ts';
import { decide, type LicenceFacts } from './decide.ts';
import type { Decision } from './decision.ts';
import { changedAfterOf, constantsOf } from './program.ts';

/** What every rule on offers reads. One probe that was tried is enough: a decision says itself what it lacks. */
export const licenceRule = {
  needs: [],
  settles: [
    'nodeinfo',
    'instance-api',
    'webfinger',
    'actor',
    'fingerprints',
    'source-offers',
    'offer-checks',
  ],
  recalls: ['nodeinfo', 'instance-api'],
  quorum: 'any',
} as const;

/** What a rule on offers sees. */
export type LicenceSight = Pick<
  Seen<never, (typeof licenceRule)['settles'][number]>,
  (typeof licenceRule)['settles'][number] | 'news' | 'software' | 'recalled'
>;

/** What the licence of a server comes to, by what was seen of it. */
export function decisionOf(seen: LicenceSight): Decision {
  return decide(factsOf(seen));
}

function factsOf(seen: LicenceSight): LicenceFacts {
  const {
    nodeinfo,
    fingerprints,
    news,
    software: catalogue,
    'source-offers': offers,
    'offer-checks': checks,
  } = seen;
  const claim = claimOf(nodeinfo, catalogue);
  const traces = tracesOf(seen);
  const recognition = recognise(traces, catalogue);
  const api = instanceApiOf(seen['instance-api']);
  const document =
    nodeinfo.ok && nodeinfo.data.document?.ok === true ? nodeinfo.data.document.data : undefined;
  const named = claim.state === 'named' ? claim.profile : undefined;
  const software = recognition.server?.profile ?? named;
  return {
    concealment: concealmentOf(claim, recognition, { ...moreClaimsOf(seen), catalogue }),
    unknownName: claim.state === 'named' && named === undefined ? claim.name : undefined,
    pagesUnread: isUnread(offers),
    frontEnds: recognition.frontEnds.map(({ profile }) => profile),
    recognisedFiles: filesIn(software, traces),
    name: claim.state === 'named' ? claim.name : undefined,
    version: document?.software.version ?? api?.version,
    constants: constantsOf(api),
    replacedFiles: replacedFiles(software, fingerprints.ok ? fingerprints.data : undefined),
    withoutNodeInfo: claim.state === 'absent',
    offers: offers.ok ? offers.data : undefined,
    offersUnfinished: offers.ok && offers.data.unfinished === true,
    checks: checks.ok ? checks.data.checks : [],
    news,
    catalogue,
    changedAfter: changedAfterOf(seen),
  };
}

/** How many stock files of a software were recognised by their bytes. */
function filesIn(software: SoftwareProfile | undefined, { found }: Traces): number {
  const files = (software?.fingerprints ?? []).filter(
    ({ kind, id }) => kind === 'static-file' && found.has(id),
  );
  return files.length;
}

/** Paths of stock files that answered with other bytes than any release that is known. */
function replacedFiles(
  software: SoftwareProfile | undefined,
  data: FingerprintsData | undefined,
): readonly string[] {
  if (data?.asked !== true) return [];
  const stock = (software?.fingerprints ?? []).flatMap((print) =>
    print.kind === 'static-file' ? [print] : [],
  );
  return data.answers.flatMap((answer) => {
    const known = stock.filter(({ path }) => path === answer.path).map(({ sha256 }) => sha256);
    const bytes = answer.ok ? answer.data.sha256 : undefined;
    return bytes === undefined || known.length === 0 || known.includes(bytes) ? [] : [answer.path];
  });
}
