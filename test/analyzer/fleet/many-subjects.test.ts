import { afterAll, beforeAll, expect, it } from 'vitest';
import { trustRules } from '../../../analyzer/fleet/admit.ts';
import { evaluateFleet, type FleetEvaluation } from '../../../analyzer/fleet/evaluate.ts';
import { ownFleetRules } from '../../../analyzer/fleet/load.ts';
import type { StoryReadings } from '../../../analyzer/fleet/rule.ts';
import { storyStartMs } from '../../../analyzer/fleet/story.ts';
import { listsOf } from '../../../analyzer/fleet/story-lists.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { aServer, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';

const dayMs = 86_400_000;
const clock = { now: () => storyStartMs + 2 * dayMs + 3_600_000, elapsed: () => 0 };
/** A number that 15,000 is no multiple of: of the last peers that are told, some customers are left out. */
const customers = Array.from({ length: 151 }, (_, number) => `c${number}.hoster.example`);
const peers = Array.from({ length: 90 }, (_, number) => `peer${number}.example`);
/** None states its size, and then the names decide: these come before the others. */
const joining = Array.from({ length: 45 }, (_, number) => `joining${number}.example`);
let store: ScratchStore;

beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
});
afterAll(() => store.close());

const common = {
  source: 'api',
  origin: 'mastodon',
  state: 'published',
  mode: 'open',
  covers: 'subdomains',
  digests: [],
  others: 0,
} as const;

/** What these peers list before; and on two days after, with the hoster's domain, which all its customers are under. */
interface Change {
  readonly before: Partial<StoryReadings>;
  readonly after: Partial<StoryReadings>;
}

function record(observers: readonly string[], { before, after }: Change): Promise<void> {
  const empty = { ...common, observers, rejects: [], limits: [] };
  const readings = [
    { ...empty, ...before, atMs: [0] },
    { ...empty, ...after, atMs: [dayMs, 2 * dayMs] },
  ];
  const story = { name: '', servers: [], series: [], deploys: [], expect: [], readings };
  return store.recordPolicies(listsOf(story));
}

/** How many peers each customer is told of. */
function told({ signals }: FleetEvaluation): Readonly<Record<string, number>> {
  const byServer = Map.groupBy(signals, ({ labels }) => labels['server'] ?? '');
  return Object.fromEntries([...byServer].map(([server, own]) => [server, own.length]));
}

it.each([
  ['peering.rejected-by-peer', { before: {}, after: { rejects: ['hoster.example'] } }],
  ['peering.limited-by-peer', { before: {}, after: { limits: ['hoster.example'] } }],
  ['peering.block-lifted', { before: { rejects: ['hoster.example'] }, after: {} }],
] as const)(
  '%s speaks of every server where more peers changed than one answer holds, and lets no other subject go',
  async (id, change) => {
    await store.empty();
    await store.enrol([
      ...customers.map((name) => aServer(name, { role: 'hosted' })),
      ...[...peers, ...joining].map((name) => aServer(name)),
    ]);
    const rules = trustRules(
      { store },
      ownFleetRules().filter((rule) => rule.id === id),
    );
    const evaluate = () => evaluateFleet({ store, rules, clock, log: keptLog() });
    await record(peers, change);
    const whole = await evaluate();
    await record(joining, change);
    const wave = await evaluate();

    expect(whole.cut).toEqual(new Set());
    expect(whole.signals.length).toBe(customers.length * peers.length);
    expect(wave.bugs).toEqual([]);
    expect(wave.cut).toEqual(new Set([id]));
    expect(new Set(wave.signals.map(({ outcome }) => outcome))).toEqual(new Set(['failed']));
    expect(wave.findings.length).toBe(customers.length * joining.length);
    expect(wave.findings.filter(({ outcome }) => outcome !== 'failed')).toEqual([]);
    // Nothing is left to chance: two passes over the same have the same subjects.
    const room = customers.toSorted().map((name, place) => [name, place < 51 ? 100 : 99]);
    expect(told(wave)).toEqual(Object.fromEntries(room));
  },
);
