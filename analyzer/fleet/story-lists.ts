import { createHash } from 'node:crypto';
import { instant } from '../../model/clock.ts';
import { domainDigest, mastodonMask } from '../../model/masking.ts';
import type { PolicyEntry, PolicyLevel, PolicyList, PolicySubject } from '../../model/policy.ts';
import type { FleetTest, StoryReadings } from './rule.ts';
import { storyHost, storyStartMs } from './story.ts';

/** The block lists that a story reads, oldest first. */
export function listsOf({ readings }: FleetTest): readonly PolicyList[] {
  const all = readings.flatMap((each) =>
    each.atMs.flatMap((atMs) => each.observers.map((observer) => listOf(each, observer, atMs))),
  );
  return all.toSorted((a, b) => a.reading.readAt.localeCompare(b.reading.readAt));
}

function listOf(readings: StoryReadings, observer: string, atMs: number): PolicyList {
  const { source, origin, state, mode, covers } = readings;
  const isRead = state === 'published' || state === 'partial';
  const entries = isRead ? entriesOf(readings) : [];
  const reading = {
    ...{ source, origin, state, mode, covers, refused: {} },
    observer: storyHost(observer),
    readAt: instant(storyStartMs + atMs),
    entries: entries.length,
    truncated: state === 'partial',
    replayed: false,
    digest: isRead ? digestOf(entries) : '',
  };
  return { reading, entries };
}

/** Equal lists have equal digests, and others have others: a story needs no more. */
function digestOf(entries: readonly PolicyEntry[]): string {
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 32);
}

function entriesOf({ rejects, limits, digests, others, reason }: StoryReadings): readonly PolicyEntry[] {
  const entry = (level: PolicyLevel, subject: PolicySubject): PolicyEntry => ({
    ...{ subject, level, native: level === 'reject' ? 'suspend' : 'silence' },
    ...(reason !== undefined && { reason }),
    obfuscated: subject.kind === 'digest',
  });
  const named = (name: string): PolicySubject => ({ kind: 'host', host: storyHost(name) });
  const masked = (name: string): PolicySubject => ({
    ...{ kind: 'digest', sha256: domainDigest(name), mask: mastodonMask(name) },
  });
  const strangers = Array.from({ length: others }, (_, index) => `stranger-${index + 1}.example`);
  return [
    ...[...rejects, ...strangers].map((name) => entry('reject', named(name))),
    ...limits.map((name) => entry('limit', named(name))),
    ...digests.map((name) => entry('reject', masked(name))),
  ];
}
