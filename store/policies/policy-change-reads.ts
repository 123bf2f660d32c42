import type { Host } from '../../model/host.ts';
import { columnInstant, type Engine, type Parameters } from '../engine/engine.ts';
import type { Cut } from '../pages.ts';
import { hiddenLists } from './hidden-lists.ts';
import { matchOf, namingOf, ownKeys, subjectKeys } from './policy-match.ts';
import type {
  ChangeAbout,
  ChangeFilter,
  ChangesAbout,
  KnownChange,
  NewestChanges,
  NewestFilter,
  PolicyReads,
} from './policy-reads.ts';
import { type ChangeRow, changeColumns, changeOf } from './policy-row.ts';

type ChangeReads = Pick<
  PolicyReads,
  'policyChanges' | 'newestPolicyChanges' | 'policyChangesAbout' | 'hiddenLists'
>;

/** The reads of what changed, over an engine. */
export function policyChangeReads(engine: Engine): ChangeReads {
  return {
    policyChanges: (filter, cut) => policyChanges(engine, filter, cut),
    newestPolicyChanges: (filter, limit) => newestPolicyChanges(engine, filter, limit),
    policyChangesAbout: (servers, filter) => policyChangesAbout(engine, servers, filter),
    hiddenLists: () => hiddenLists(engine),
  };
}

async function policyChanges(
  engine: Engine,
  filter: ChangeFilter,
  { limit, offset }: Cut,
): Promise<readonly KnownChange[]> {
  const { where, parameters } = narrowed(filter);
  const rows = await engine.rows<ChangeRow>({
    sql: `SELECT ${changeColumns.join(', ')} FROM policy_changes FINAL WHERE ${where}
      ORDER BY changed_at, observer, source, origin, subject, kind LIMIT {limit:UInt32} OFFSET {offset:UInt32}`,
    parameters: { ...parameters, limit, offset },
    heavy: true,
  });
  return knownChanges(rows, filter);
}

async function newestPolicyChanges(
  engine: Engine,
  filter: ChangeFilter,
  limit: number,
): Promise<NewestChanges> {
  const { where, parameters } = narrowed(filter);
  const rows = await engine.rows<ChangeRow & { readonly found: number }>({
    sql: `SELECT ${changeColumns.join(', ')}, toUInt32(count() OVER ()) AS found FROM policy_changes FINAL WHERE ${where}
      ORDER BY changed_at DESC, observer DESC, source DESC, origin DESC, subject DESC, kind DESC LIMIT {limit:UInt32}`,
    parameters: { ...parameters, limit },
    heavy: true,
  });
  const found = rows[0]?.found ?? 0;
  return { changes: knownChanges(rows.toReversed(), filter), left: found - rows.length };
}

function narrowed({ since, until, observer, subject, kind }: ChangeFilter): {
  readonly where: string;
  readonly parameters: Parameters;
} {
  const where = [
    "changed_at > {since:DateTime64(3, 'UTC')}",
    ...(until === undefined ? [] : ["changed_at <= {until:DateTime64(3, 'UTC')}"]),
    ...(observer === undefined ? [] : ['observer = {observer:String}']),
    ...(kind === undefined ? [] : ['toString(kind) = {kind:String}']),
    ...(subject === undefined ? [] : ['subject IN {subjects:Array(String)}', aboutItself]),
  ];
  const parameters: Parameters = {
    since: columnInstant(since),
    ...(until !== undefined && { until: columnInstant(until) }),
    ...(observer !== undefined && { observer }),
    ...(kind !== undefined && { kind }),
    ...(subject !== undefined && { subjects: subjectKeys(subject), itself: ownKeys(subject) }),
  };
  return { where: where.join(' AND '), parameters };
}

function knownChanges(
  rows: readonly ChangeRow[],
  { subject }: Pick<ChangeFilter, 'subject'>,
): readonly KnownChange[] {
  return rows.flatMap((row) => {
    const by = subject === undefined ? namingOf(row) : matchOf(row, subject);
    return by === undefined ? [] : [{ ...changeOf(row), by }];
  });
}

/** A name above it counts only where the list covers subdomains. */
const aboutItself =
  "(covers = 'subdomains' OR subject_kind = 'pattern' OR subject IN {itself:Array(String)})";

/** Servers in one question: each has some fifty names. */
const serversAtOnce = 100;

async function policyChangesAbout(
  engine: Engine,
  servers: readonly Host[],
  filter: NewestFilter,
): Promise<ChangesAbout> {
  const changes: ChangeAbout[] = [];
  let cutAt: string | undefined;
  for (let from = 0; from < servers.length; from += serversAtOnce) {
    const some = await changesAboutSome(engine, servers.slice(from, from + serversAtOnce), filter);
    changes.push(...some.changes);
    if (cutAt === undefined || (some.cutAt !== undefined && some.cutAt > cutAt)) cutAt = some.cutAt;
  }
  return {
    changes: changes.toSorted((a, b) => (a.change.changedAt < b.change.changedAt ? -1 : 1)),
    ...(cutAt !== undefined && { cutAt }),
  };
}

async function changesAboutSome(
  engine: Engine,
  servers: readonly Host[],
  { since, until, limit }: NewestFilter,
): Promise<ChangesAbout> {
  const keyed = servers.flatMap((server) => subjectKeys(server).map((key) => ({ server, key })));
  const serversOf = Map.groupBy(keyed, ({ key }) => key);
  const rows = await engine.rows<ChangeRow>({
    sql: `SELECT ${changeColumns.join(', ')} FROM policy_changes FINAL
      WHERE changed_at > {since:DateTime64(3, 'UTC')} AND subject IN {subjects:Array(String)} AND ${aboutItself}
        ${until === undefined ? '' : "AND changed_at <= {until:DateTime64(3, 'UTC')}"}
      ORDER BY changed_at DESC, observer, source, origin, subject, kind LIMIT {most:UInt32}`,
    parameters: {
      since: columnInstant(since),
      subjects: [...serversOf.keys()],
      itself: servers.flatMap((server) => ownKeys(server)),
      // One more tells whether something is left out.
      most: limit + 1,
      ...(until !== undefined && { until: columnInstant(until) }),
    },
    heavy: true,
  });
  const [left] = rows.slice(limit);
  const changes = rows.slice(0, limit).flatMap((row) =>
    (serversOf.get(row.subject) ?? []).flatMap(({ server }) => {
      const by = matchOf(row, server);
      return by === undefined ? [] : [{ server, change: { ...changeOf(row), by } }];
    }),
  );
  return { changes, ...(left !== undefined && { cutAt: changeOf(left).changedAt }) };
}
