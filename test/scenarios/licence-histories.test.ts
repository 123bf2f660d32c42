import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeBundle } from '../../analyzer/evidence/bundle.ts';
import { unpacked } from '../../analyzer/evidence/container.ts';
import { gather } from '../../analyzer/evidence/gather.ts';
import { verifyBundle } from '../../analyzer/evidence/verify.ts';
import type { LicenceDossier } from '../../analyzer/licence/dossier.ts';
import { tools } from '../analyzer/evidence/bundles.ts';
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

test('a bundle on an offer that was not found shows the links of the pages that were looked through', async () => {
  const server: CorpusServer = {
    ...{ name: 'silent', state: 'no-offer', label: 'OFFER_MISSING', software: 'mastodon', api: true },
    ...{ version: '4.4.2+stadt.7', offers: [], says: '<a href="/privacy-policy">Privacy policy</a> of Ada' },
  };
  town.settle([server]);
  await town.enrol();
  for (const day of [-2, 0]) await town.visit(day);
  const { store, kept } = town;
  const { host } = Town.standing(server);
  const [finding] = await store.currentFindings({ server: host, rule: 'licence.offer-present' });
  const reads = { ...store, evidence: async (sha256: string) => kept.get(sha256) };
  const bundle = await makeBundle(await gather(finding!, { store: reads, controls: [] }), tools());

  const pages = bundle.manifest.observations.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ url, body }) =>
      body?.keeping.state === 'kept' && body.keeping.form === 'excerpt'
        ? [[url.text, body.keeping.sha256]]
        : [],
    ),
  );
  expect(finding).toMatchObject({ outcome: 'failed' });
  expect(pages.map(([url]) => url)).toEqual([`https://${host}/`, `https://${host}/`]);
  expect(JSON.parse(kept.get(pages[0]![1]!)!.content)).toMatchObject({
    isWhole: true,
    links: [
      { at: 'noscript', to: `https://${host}/privacy-policy`, says: 'Privacy policy', saysSource: false },
      { at: 'page', to: `https://${host}/privacy-policy`, says: 'Privacy policy', saysSource: false },
    ],
  });
  expect(await verifyBundle(unpacked(bundle.bytes))).toMatchObject({ faults: [] });
}, 60_000);
