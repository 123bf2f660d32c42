import { afterAll, beforeAll, expect, it } from 'vitest';
import { trustRules } from '../../../analyzer/fleet/admit.ts';
import { evaluateFleet } from '../../../analyzer/fleet/evaluate.ts';
import { ownFleetRules } from '../../../analyzer/fleet/load.ts';
import type { StoryReadings } from '../../../analyzer/fleet/rule.ts';
import { storyStartMs } from '../../../analyzer/fleet/story.ts';
import { listsOf } from '../../../analyzer/fleet/story-lists.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { aServer, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';

const dayMs = 86_400_000;
const clock = { now: () => storyStartMs + 2 * dayMs + 3_600_000, elapsed: () => 0 };
const customers = Array.from({ length: 150 }, (_, number) => `c${number}.hoster.example`);
const peers = Array.from({ length: 140 }, (_, number) => `peer${number}.example`);
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

/** Every peer read on three days; the second and third have the hoster's domain, which all its customers are under. */
function readings(before: Partial<StoryReadings>, after: Partial<StoryReadings>): readonly StoryReadings[] {
  const empty = { ...common, observers: peers, rejects: [], limits: [] };
  return [
    { ...empty, ...before, atMs: [0] },
    { ...empty, ...after, atMs: [dayMs, 2 * dayMs] },
  ];
}

it.each([
  ['peering.rejected-by-peer', {}, { rejects: ['hoster.example'] }],
  ['peering.limited-by-peer', {}, { limits: ['hoster.example'] }],
  ['peering.block-lifted', { rejects: ['hoster.example'] }, {}],
] as const)(
  '%s speaks of every server where more peers changed than one answer holds',
  async (id, before, after) => {
    await store.empty();
    await store.enrol([
      ...customers.map((name) => aServer(name, { role: 'hosted' })),
      ...peers.map((name) => aServer(name)),
    ]);
    const story = {
      name: '',
      servers: [],
      series: [],
      deploys: [],
      expect: [],
      readings: readings(before, after),
    };
    await store.recordPolicies(listsOf(story));
    const rules = trustRules(
      { store },
      ownFleetRules().filter((rule) => rule.id === id),
    );
    const { signals, bugs } = await evaluateFleet({ store, rules, clock, log: keptLog() });

    expect(bugs).toEqual([]);
    const failed = signals.filter(({ outcome }) => outcome === 'failed');
    expect(failed.length).toBe(signals.length);
    expect(new Set(failed.map(({ labels }) => labels['server'])).size).toBe(customers.length);
  },
);
