import type { RatedChange } from '../../../analyzer/defederation/confidence.ts';
import type { Reach } from '../../../analyzer/defederation/reach.ts';
import type { DigestWeek } from '../../../analyzer/defederation/week.ts';
import { clippedLine } from '../../../analyzer/notify/text.ts';
import type { Host } from '../../../model/host.ts';
import { confidenceText } from '../../defederation/words.ts';
import { changeWords } from '../defederation/change.ts';
import { coverageWords, replayedMark } from '../defederation/document.ts';
import { reviewLines } from '../review-notice.ts';
import type { Tongue } from '../words/tongue.ts';
import type { DigestServer, WeeklyDigest } from './digest.ts';

const mostLineBytes = 700;

/** What a digest is called. */
export function digestTitle({ firstDay, lastDay }: DigestWeek, { words, form }: Tongue): string {
  return words.digest.title(form.day(firstDay), form.day(lastDay));
}

/** How many changes a digest has. */
export function changesOf({ servers }: WeeklyDigest): number {
  return servers.reduce((sum, { changes }) => sum + changes.length, 0);
}

/** A digest as lines to read, with so many changes at most; never without the coverage. */
export function digestText(digest: WeeklyDigest, tongue: Tongue, most: number): string {
  const { words, form } = tongue;
  const all = changesOf(digest);
  const told = firstChanges(digest, most);
  const left = all - changesOf({ ...digest, servers: told });
  const hosted = form.number(digest.hosted);
  const unproven = unprovenOf(digest, told);
  const lines = [
    digestTitle(digest, tongue),
    all > 0
      ? words.digest.changed(form.number(all), form.number(digest.servers.length), hosted)
      : digest.cutAt === undefined && quietWords(digest, tongue),
    digest.cutAt !== undefined && words.digest.cut(form.moment(digest.cutAt)),
    coverageWords(digest.coverage, tongue),
    ...told.flatMap((one) => [
      serverLine(one, tongue),
      ...one.changes.map((each) => changeLine(each, tongue)),
    ]),
    unproven.length > 0 && words.frame.unproven(form.list(unproven)),
    ...(left === 0 ? [] : [words.digest.more(form.number(left))]),
    ...reviewLines(tongue),
  ];
  return lines
    .filter((line) => line !== false)
    .map((line) => clippedLine(line, mostLineBytes))
    .join('\n');
}

/** Why there is no change to tell: none was found, or nobody looked. */
function quietWords({ hosted, listsRead }: WeeklyDigest, { words, form }: Tongue): string {
  const servers = form.number(hosted);
  return listsRead === 0
    ? words.digest.unread(servers)
    : `${words.digest.nothing(servers)} ${words.digest.listsRead(form.number(listsRead))}`;
}

/** The servers with the first so many changes of all; servers of which none is left are left out. */
export function firstChanges({ servers }: WeeklyDigest, most: number): readonly DigestServer[] {
  let left = most;
  return servers.flatMap((one) => {
    const changes = one.changes.slice(0, left);
    left -= changes.length;
    return changes.length === 0 ? [] : [{ ...one, changes }];
  });
}

/** Of the servers that are told those that did not prove to be ours. */
export function unprovenOf({ unproven }: WeeklyDigest, told: readonly DigestServer[]): readonly Host[] {
  return unproven.filter((host) => told.some(({ server }) => server === host));
}

function serverLine(
  { server, customer, rejecting, limiting, ...reach }: DigestServer,
  tongue: Tongue,
): string {
  const { words, form } = tongue;
  const whose = customer === undefined ? '' : ` (${customer})`;
  const standing = words.digest.standing(form.number(rejecting), form.number(limiting));
  return `${server}${whose}${words.frame.colon}${standing}${words.frame.semicolon}${reachWords(reach, tongue)}`;
}

/** How far a server reached at the beginning and at the end of a week. */
export function reachWords(
  { before, after }: { readonly before: Reach; readonly after: Reach },
  { words, form }: Tongue,
): string {
  const share = ({ accepting, peers }: Reach) =>
    peers === 0 ? words.frame.none : form.percent(accepting / peers, 1);
  return after.peers === 0 ? words.digest.noReach : words.digest.reach(share(before), share(after));
}

function changeLine(change: RatedChange, tongue: Tongue): string {
  const { words, form } = tongue;
  const { frame, digest, defederation } = words;
  const { observer, origin, source, reason, previousAt, changedAt, replayed } = change;
  const why = reason === undefined ? '' : ` – ${reason}`;
  return [
    `- ${observer}${frame.colon}${changeWords(change, tongue)}${why}`,
    `${digest.between(form.moment(previousAt), form.moment(changedAt))}${replayedMark(replayed, tongue)}`,
    `${defederation.sources[source]}${origin === '' ? '' : ` (${origin})`}`,
    `${defederation.confidence}${frame.colon}${confidenceText(change, defederation)}`,
  ].join(frame.semicolon);
}
