import type { RatedChange } from '../../../analyzer/defederation/confidence.ts';
import { clippedLine } from '../../../analyzer/notify/text.ts';
import { subjectKey } from '../../../model/policy.ts';
import type { SignedHead } from '../../../model/review-head.ts';
import { calendarPeriodOf } from '../period.ts';
import type { Tongue } from '../words/tongue.ts';
import type { DigestServer, WeeklyDigest } from './digest.ts';
import { changesOf, digestText, digestTitle, firstChanges, unprovenOf } from './text.ts';

/** What goes with a digest. `link`: its page. `head`: the end of the review log, signed; absent: the log has no rows. */
export interface DigestFrame {
  readonly link: string;
  readonly head: SignedHead | undefined;
}

/** Bytes of a body, at most. Source: Standard Webhooks 1.0.0, "Payload size". */
const mostBytes = 20_000;
/** So many changes are told, fewer where they are long; the page has all. */
const tries = [40, 20, 10, 5, 2, 0] as const;

/** A digest as the body of a webhook, at most 20,000 bytes. Its names are English in every language, its text is not. Source: Standard Webhooks 1.0.0, "Payload structure". */
export function digestEvent(digest: WeeklyDigest, tongue: Tongue, frame: DigestFrame): string {
  for (const most of tries) {
    const text = JSON.stringify(eventOf(digest, tongue, { ...frame, most }));
    if (Buffer.byteLength(text) <= mostBytes) return text;
  }
  // Without a change it is some hundred bytes and the names of one monitor.
  throw new RangeError('a digest without changes is too long for a webhook');
}

function eventOf(
  digest: WeeklyDigest,
  tongue: Tongue,
  { link, head, most }: DigestFrame & { readonly most: number },
) {
  const told = firstChanges(digest, most);
  const { since, until } = calendarPeriodOf(digest);
  const { coverage, listsRead, hosted, firstDay, lastDay, servers, cutAt } = digest;
  return {
    type: 'defederation.digest',
    timestamp: until,
    data: {
      title: digestTitle(digest, tongue),
      text: digestText(digest, tongue, most),
      link,
      ...{ since, until, firstDay, lastDay, coverage, listsRead, hosted },
      changed: servers.length,
      changes: changesOf(digest),
      ...(cutAt !== undefined && { cutAt }),
      servers: told.map(serverData),
      unproven: unprovenOf(digest, told),
      ...(head !== undefined && { head }),
    },
  };
}

function serverData({ server, customer, rejecting, limiting, before, after, changes }: DigestServer) {
  return { server, customer, rejecting, limiting, before, after, changes: changes.map(changeData) };
}

/** Texts of others are cut: a list may have long ones. */
function changeData({ subject, reason, ...change }: RatedChange) {
  return {
    ...change,
    ...(subject !== undefined && { subject: clippedLine(subjectKey(subject), 300) }),
    ...(reason !== undefined && { reason: clippedLine(reason, 300) }),
  };
}
