import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyze } from '../../../analyzer/analyze.ts';
import { readLicences } from '../../../analyzer/licence/read.ts';
import { licenceRules } from '../../../analyzer/licence/rules.ts';
import { licenceServers } from '../../../dashboards/panels/licence-servers.ts';
import { licenceVerdicts } from '../../../dashboards/panels/licence-verdicts.ts';
import { readPanel } from '../../../dashboards/panels/read.ts';
import { verdictWords } from '../../../dashboards/reports/licence/words.ts';
import { instant } from '../../../model/clock.ts';
import type { LicenceVerdict } from '../../../model/licence/licence-verdict.ts';
import { builtInKnowledge } from '../../../model/software-knowledge.ts';
import { anOffer, type Look, lookedAt, mastodonUrl } from '../../../rules/given/offers.ts';
import { aServer, host, keptLog } from '../../store/examples.ts';
import { now } from '../web/fleet.ts';
import { storeWith } from '../web/site.ts';

const at = (days: number) => instant(now - days * 86_400_000);
const window = { from: at(30), to: at(0) };
const upstreamOnly: Look = { offers: [anOffer(mastodonUrl)] };

/** Each with what it showed at its looks, so many days ago. */
const looks: Readonly<Record<string, readonly (readonly [days: number, look: Look])[]>> = {
  'upstream-only.example': [
    [9, upstreamOnly],
    [1, upstreamOnly],
  ],
  'waiting.example': [[1, upstreamOnly]],
  'offers-nothing.example': [
    [9, { offers: [] }],
    [1, { offers: [] }],
  ],
  'other-licence.example': [[1, { name: 'wordpress', version: '6.5.0', offers: [] }]],
  'unknown.example': [[1, { name: 'home-grown', version: '1.0.0' }]],
};
const hosts = Object.keys(looks).map(host);

let stored: Awaited<ReturnType<typeof storeWith>>;

beforeAll(async () => {
  stored = await storeWith({
    servers: hosts.map((name) =>
      aServer(name, { role: 'hosted', customer: name === 'unknown.example' ? 'B' : 'A' }),
    ),
    observations: hosts.flatMap((name) =>
      (looks[name] ?? []).flatMap(([days, look]) => lookedAt(name, { ...look, at: at(days) })),
    ),
    findings: [],
  });
  await analyze({ store: stored.store, rules: licenceRules, log: keptLog() }, at(3_650));
});
afterAll(() => stored.close());

const nameOf = (verdict: LicenceVerdict) => verdictWords[verdict].name;

async function counted(asked: { readonly customer?: string; readonly server?: string } = {}) {
  const rows = await readPanel(stored.store, licenceVerdicts, { ...window, ...asked });
  return Object.fromEntries(rows.map(({ Verdict, value }) => [Verdict, value]));
}

describe('the panel of licence verdicts', () => {
  it('counts servers by the verdicts that their own pages show', async () => {
    const servers = await stored.store.serversOf({ hosts }, { limit: 10, offset: 0 });
    const dossiers = await readLicences({ store: stored.store, ...builtInKnowledge, at: at(0) }, servers);
    const verdicts = Map.groupBy(dossiers, ({ verdict }) => verdict);

    expect(await counted()).toEqual(
      Object.fromEntries([...verdicts].map(([verdict, group]) => [nameOf(verdict), group.length])),
    );
    expect([...verdicts.keys()]).toEqual(
      expect.arrayContaining(['OFFER_UPSTREAM_ONLY', 'OFFER_MISSING', 'NOT_AGPL', 'UNKNOWN']),
    );
  });

  it('counts those of one customer, or of one server', async () => {
    expect(await counted({ customer: 'B' })).toEqual({ 'Cannot tell': 1 });
    expect(await counted({ server: 'upstream-only.example' })).toEqual({
      "Only upstream's source offered": 1,
    });
    expect(await counted({ server: 'upstream-only.example', customer: 'B' })).toEqual({});
  });

  it('has the table of servers beside it: one row each, with the verdict that is counted, those that fail first', async () => {
    const rows = await readPanel(stored.store, licenceServers, window);
    const verdicts = Map.groupBy(rows, ({ Verdict }) => Verdict);

    expect(rows.map(({ Server }) => Server).toSorted()).toEqual(hosts.toSorted());
    expect(Object.fromEntries([...verdicts].map(([verdict, group]) => [verdict, group.length]))).toEqual(
      await counted(),
    );
    expect(rows.slice(0, 2).map(({ Verdict }) => Verdict)).toEqual(
      expect.arrayContaining(['No offer found', "Only upstream's source offered"]),
    );
  });

  it('says of each server what came of every question, why, and since when', async () => {
    const one = async (server: string) => {
      const [row] = await readPanel(stored.store, licenceServers, { ...window, server });
      return row;
    };

    expect(await one('offers-nothing.example')).toMatchObject({
      ...{ Verdict: 'No offer found', Present: 'failed', Because: expect.stringMatching(/\w/) },
      Since: expect.stringMatching(/^2\d{3}-/),
    });
    expect(await one('upstream-only.example')).toMatchObject({ Present: 'passed', Corresponds: 'failed' });
    expect(await one('other-licence.example')).toMatchObject({
      Verdict: 'Not under the AGPL',
      Present: 'inapplicable',
    });
  });
});
