import { type Finding, severities } from '../../../../model/finding.ts';
import type { FindingCount } from '../../../../store/pages.ts';
import type { Store } from '../../../../store/store.ts';
import { type CustomerPart, cutOf, ownAmong } from './part.ts';

type FindingReads = Pick<
  Store,
  | 'findingCounts'
  | 'findingList'
  | 'findingsOf'
  | 'earlierFindings'
  | 'changesAt'
  | 'wellSince'
  | 'currentFindings'
  | 'findingsBefore'
  | 'transitions'
  | 'firstFinding'
  | 'restingOn'
>;

/** What rules say of own servers. */
export function findingReads(store: Store, part: CustomerPart): FindingReads {
  const isOwn = (host: string) => part.own.some((own) => own === host);
  const findings = () => store.findingsOf(part.own);
  return {
    findingCounts: async (rule) =>
      countsOf((await findings()).filter((one) => (rule ?? one.rule) === one.rule)),
    findingList: async ({ audience, outcome, rule }, cut) => {
      const found = (await findings()).filter(
        (one) => one.audience === audience && one.outcome === outcome && (rule ?? one.rule) === one.rule,
      );
      return cutOf(found.toSorted(byUrgency), cut);
    },
    findingsOf: (servers) => store.findingsOf(ownAmong(part, servers)),
    earlierFindings: (servers) => store.earlierFindings(ownAmong(part, servers)),
    changesAt: async (server, limit) => (isOwn(server) ? store.changesAt(server, limit) : []),
    wellSince: (servers) => store.wellSince(ownAmong(part, servers)),
    currentFindings: async (filter = {}) => {
      const found =
        filter.server === undefined || isOwn(filter.server) ? await store.currentFindings(filter) : [];
      return found.filter(({ server }) => isOwn(server));
    },
    findingsBefore: async (subjects, at) => {
      const servers = ownAmong(part, subjects.servers);
      return servers.length === 0 ? [] : store.findingsBefore({ ...subjects, servers }, at);
    },
    transitions: async (server, rule, limit) => (isOwn(server) ? store.transitions(server, rule, limit) : []),
    firstFinding: async (finding) => (isOwn(finding.server) ? store.firstFinding(finding) : undefined),
    restingOn: (host, servers) => store.restingOn(host, ownAmong(part, servers)),
  };
}

function countsOf(findings: readonly Finding[]): readonly FindingCount[] {
  const groups = Map.groupBy(findings, ({ audience, outcome }) => `${audience} ${outcome}`);
  return [...groups.values()].flatMap((group) =>
    group
      .slice(0, 1)
      .map(({ audience, outcome }) => ({ role: 'hosted', audience, outcome, count: group.length })),
  );
}

/** The loudest first, then the oldest. */
function byUrgency(a: Finding, b: Finding): number {
  const loudness = severities.indexOf(b.severity) - severities.indexOf(a.severity);
  return (
    loudness || `${a.since} ${a.server} ${a.rule}`.localeCompare(`${b.since} ${b.server} ${b.rule}`, 'en')
  );
}
