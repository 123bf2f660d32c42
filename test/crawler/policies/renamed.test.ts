import { afterAll, beforeAll, expect, test } from 'vitest';
import { type VisitOrder, visit } from '../../../crawler/visit/visit.ts';
import { readSoftwareFile } from '../../../model/software-file/software-file.ts';
import { builtInKnowledge, type SoftwareKnowledge } from '../../../model/software-knowledge.ts';
import { type Cast, type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { hostNamed, visitTools } from '../../visiting.ts';

const host = hostNamed('renamed.fedi.test');
/** A Misskey that calls itself home-grown. */
const renamed: Cast = {
  host,
  software: 'misskey',
  role: 'peer',
  openRobots: true,
  broken: 'software-renamed',
  rejects: [{ domain: 'bad.example', severity: 'suspend' }],
};

let fediverse: Fediverse;
beforeAll(async () => {
  fediverse = await startFediverse({ only: [], extra: [renamed] });
});
afterAll(() => fediverse.close());

/** What becomes of the list of the renamed server by what is known of software. */
async function listBy({ software }: SoftwareKnowledge) {
  const { net, ...tools } = visitTools(fediverse);
  const order: VisitOrder = {
    server: { host, role: 'peer', expect: {}, watchedSince: '' },
    consent: 'peer',
    scheduledAt: '2026-11-20T10:00:00.000Z',
    due: new Set(['policies']),
    signal: AbortSignal.timeout(20_000),
  };
  const { policies } = await visit(order, { net, ...tools, hosted: [], software });
  await net.close();
  return policies[0]?.reading;
}

test('a list is read as that of the software that a file names', async () => {
  const basis = [{ fields: ['names'], source: 'https://town.example/', readAt: '2026-11-20' }];
  const file = { misskey: { profile: { names: ['homegrown'], basis } } };
  const { knowledge } = readSoftwareFile(file, builtInKnowledge);

  expect(await listBy(knowledge)).toMatchObject({ state: 'published', origin: 'misskey', entries: 1 });
  expect(await listBy(builtInKnowledge)).toMatchObject({ state: 'not-supported', entries: 0 });
});
