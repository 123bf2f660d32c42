import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LicenceDossier } from '../../analyzer/licence/dossier.ts';
import { dated, ImitatedForges } from '../corpora/licence/forges.ts';
import type { CorpusServer } from '../corpora/licence/server.ts';
import { Town } from '../corpora/licence/town.ts';
import { type LicenceHistory, type LicenceStep, licenceHistories } from './licence-histories.ts';

const forges = new ImitatedForges([], []);
let town: Town;

beforeAll(async () => {
  town = await Town.with(forges);
});

afterAll(() => town.close());

/** What a server is after some of its steps. */
function serverAt({ name, begins, steps }: LicenceHistory, until: number): CorpusServer {
  const changes = steps.slice(0, until + 1).map(({ server }) => server);
  return Object.assign({ name, state: 'near-miss', label: 'UNKNOWN' }, begins, ...changes);
}

function publish({ source }: LicenceHistory, { archiveOf, tags }: LicenceStep): void {
  if (archiveOf !== undefined) forges.put({ url: source, modified: dated(archiveOf) });
  if (tags !== undefined) forges.put({ url: source, tags });
}

type Said = Pick<LicenceDossier, 'verdict' | 'ofOffer' | 'suspected'>;

async function replay(history: LicenceHistory): Promise<readonly Said[]> {
  const said: Said[] = [];
  for (const [index, step] of history.steps.entries()) {
    const server = serverAt(history, index);
    publish(history, step);
    town.settle([server]);
    if (index === 0) await town.enrol();
    await town.visit(step.day);
    const [dossier] = await town.dossiers([server], step.day + 0.1);
    if (dossier === undefined) throw new Error('no dossier');
    const { verdict, ofOffer, suspected } = dossier;
    said.push({ verdict, ofOffer, ...(suspected !== undefined && { suspected }) });
  }
  return said;
}

describe('a history of three servers', () => {
  test.each(licenceHistories)(
    '$name: every verdict changes as declared',
    async (history) => {
      const said = await replay(history);

      const told = history.steps.map(({ note }, index) => ({ note, ...said[index] }));
      const declared = history.steps.map(({ note, verdict, ofOffer = verdict, suspected }) => ({
        ...{ note, verdict, ofOffer },
        ...(suspected !== undefined && { suspected }),
      }));
      expect(told).toEqual(declared);
    },
    60_000,
  );
});
