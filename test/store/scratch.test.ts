import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScratchStore, type ScratchStore } from '../../store/scratch.ts';
import { aFinding, anObservation, aServer, clock, keptLog } from './examples.ts';
import { scratchDirectory } from './furnished.ts';
import { against, aList } from './policies/lists.ts';

let store: ScratchStore;
beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
});
afterAll(() => store.close());

const server = aServer('social.example', { role: 'hosted' });
const seen = anObservation({ server: server.host });

async function tell(): Promise<void> {
  await store.enrol([server]);
  await store.take([seen]);
  await store.recordFindings([aFinding({ server: server.host })]);
  await store.recordPolicies([aList('peer.example', 1, [against(server.host)])]);
}

const told = async () => [
  await store.servers(),
  await store.latest(),
  await store.history(server.host, 9),
  await store.currentFindings(),
  await store.policiesAbout(server.host),
];

it('has nothing left of a story when it was emptied, and takes the same one again', async () => {
  await tell();
  const first = await told();
  await store.empty();
  const between = await told();
  await tell();

  expect(first.map(({ length }) => length)).toEqual([1, 1, 1, 1, 1]);
  expect(between).toEqual([[], [], [], [], []]);
  expect(await told()).toEqual(first);
});
