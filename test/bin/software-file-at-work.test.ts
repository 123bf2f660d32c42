import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareAnalyzer } from '../../bin/analyzing.ts';
import { runCheck } from '../../bin/check/run.ts';
import { crawlOnce, prepareCrawler } from '../../bin/crawling.ts';
import type { Foundation } from '../../bin/foundation.ts';
import { reportLicence } from '../../bin/reports/licence.ts';
import { rescoreOver } from '../../bin/rescore/run.ts';
import { runRuleTrials } from '../../bin/rule-trials.ts';
import { startWeb } from '../../bin/serving.ts';
import type { Session } from '../../bin/session.ts';
import { licenceFormats } from '../../dashboards/reports/licence/formats.ts';
import { tongueOf } from '../../dashboards/reports/words/tongue.ts';
import type { Configuration } from '../../model/configuration.ts';
import { type Look, lookedAt } from '../../rules/given/offers.ts';
import { rules } from '../../rules/index.ts';
import { openSpool } from '../../store/spool/spool.ts';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { aServer, host } from '../store/examples.ts';
import { hostNamed } from '../visiting.ts';
import { emptyFolder } from './command.ts';
import { anErrand, type Errand } from './errands.ts';
import { configurationWith, exampleFile } from './software-file.ts';

/** A session that remembers what was printed, and the codes it ended with. */
function aSession() {
  let out = '';
  const codes: number[] = [];
  // as: of a session only these are used here
  const session = {
    terminal: {
      out: (text: string) => {
        out += text;
      },
      err: () => {},
      live: false,
      columns: 100,
      paint: (_style: string, text: string) => text,
    },
    rules: async () => rules,
    end: (code: number) => codes.push(code),
    release: { version: '0.0.0', root: '.', homepage: 'https://monitor.example' },
    stop: new AbortController().signal,
  } as unknown as Session;
  return { session, codes, out: () => out };
}

const strange = hostNamed('homegrown.fedi.test');
const allowAddresses = ['127.0.0.0/8', '::ffff:127.0.0.0/104'];
let fediverse: Fediverse;

beforeAll(async () => {
  fediverse = await startFediverse({ only: [strange] });
});
afterAll(() => fediverse.close());

const source = 'https://homegrown.example/source';
/** A file that says what the home-grown software is. JSON is YAML. */
const homegrownFile = `homegrown: ${JSON.stringify({
  profile: {
    ...{ title: 'Homegrown', names: ['homegrown'], licence: 'AGPL-3.0-only', forkOf: 'mastodon' },
    repositories: [{ url: source, role: 'canonical' }],
    basis: [{ fields: ['names', 'licence', 'forkOf', 'repositories'], source, readAt: '2026-11-20' }],
  },
})}`;

describe('check', () => {
  /** What is known of the server that calls itself home-grown, and what is found of it. */
  async function checked(configuration: Configuration) {
    const { session, out } = aSession();
    const { connectTo, caPem: trustedCa, resolver } = fediverse;
    const lab = { connectTo, trustedCa, resolver, allowAddresses };
    const how = { format: 'json', failOn: 'info', timeoutMs: 60_000, logLevel: 'error' } as const;
    await runCheck({ hosts: [strange], lab, configuration, ...how }, session);
    const [server] = JSON.parse(out()).servers;
    const declared = server.findings.find(
      ({ rule }: { readonly rule: string }) => rule === 'licence.software-declared',
    );
    return { software: server.software, declared: declared.outcome };
  }

  it('knows the software of the configured file', async () => {
    const [without, withFile] = await Promise.all([
      checked(configurationWith(undefined)),
      checked(configurationWith(homegrownFile)),
    ]);

    expect(without.software).not.toHaveProperty('licence');
    expect(without.declared).toBe('cannot-tell');
    expect(withFile.software).toMatchObject({ family: 'mastodon', licence: 'AGPL-3.0-only' });
    expect(withFile.declared).toBe('passed');
  });
});

describe('rules test', () => {
  it('tries the cases of rules with the profiles of the configured file', async () => {
    const wanted = ['licence.software-declared'];
    const licence = (text: string) =>
      configurationWith(
        `mastodon: { profile: { licence: ${text}, basis: [{ fields: [licence], source: 'https://x.example/', readAt: 2026-11-20 }] } }`,
      );
    const same = aSession();
    await runRuleTrials({ wanted, configuration: licence('AGPL-3.0-only') }, same.session);
    const other = aSession();
    await runRuleTrials({ wanted, configuration: licence('MIT') }, other.session);

    expect([same.codes, other.codes]).toEqual([[0], [1, 0]]);
  });

  it('goes by no release and no advisory of the file: each case has its own', async () => {
    const configuration = configurationWith(readFileSync(exampleFile, 'utf8'));
    const tried = aSession();
    await runRuleTrials(
      { wanted: ['hosting.version-current', 'hosting.advisories'], configuration },
      tried.session,
    );

    expect(tried.codes).toEqual([0]);
  });
});

describe('crawl, analyze, serve and report', () => {
  const ours = host('social.stadt.example');
  const changed: Look = { name: 'examplepub', version: '1.4.0+town', offers: [] };
  let errand: Errand;
  let foundation: Foundation;

  beforeAll(async () => {
    const softwareNews = join(emptyFolder(), 'software.yaml');
    writeFileSync(softwareNews, `${readFileSync(exampleFile, 'utf8')}\n${homegrownFile}`);
    const { connectTo, resolver, caFile: trustedCa } = fediverse;
    errand = await anErrand({
      softwareNews,
      peers: { seeds: [strange] },
      web: { listen: '127.0.0.1:0' },
      crawler: { budgets: { peer: { requestsPerSecond: 50, requestsPerVisit: 60 } } },
      lab: { connectTo: Object.fromEntries(connectTo), trustedCa, resolver, allowAddresses },
    });
    foundation = {
      ...errand.foundation,
      session: { ...errand.foundation.session, rules: async () => rules },
    };
    const { store, log, clock } = foundation;
    await store.enrol([aServer(ours, { role: 'hosted', customer: 'Stadt' })]);
    const directory = join(errand.folder, 'earlier');
    const spool = await openSpool({ directory, maxAgeMs: 2 }, { sink: store, log, clock });
    const looks = ['2025-11-05T10:00:00.000Z', '2025-11-07T10:00:00.000Z'];
    const observations = looks.flatMap((at) => lookedAt(ours, { ...changed, at }));
    await spool.append({ observations, evidence: [] });
    await spool.close();
  });

  function withoutFile(): Foundation {
    const { softwareNews: _none, ...configuration } = foundation.configuration;
    return { ...foundation, configuration };
  }

  it('judge by the profiles of the configured file', async () => {
    const analyzing = await prepareAnalyzer(foundation);
    await analyzing.catchUp();
    await analyzing.stop();
    const found = await foundation.store.currentFindings({ outcomes: ['failed'] });

    expect(found.filter(({ rule }) => rule === 'licence.offer-present')).toMatchObject([
      { server: ours, conclusion: 'OFFER_MISSING' },
    ]);
  });

  it('make findings again by the same profiles', async () => {
    const changesBy = async (told: Foundation) => {
      const { session, out } = aSession();
      const only = { rules: ['licence.offer-present'], servers: undefined };
      await rescoreOver({ ...told, session }, { since: '2025-11-01T00:00:00.000Z', dryRun: true, only });
      return out();
    };

    const lost = `failed -> cannot-tell: 1 (${ours})`;
    expect(await changesBy(foundation)).not.toContain(lost);
    expect(await changesBy(withoutFile())).toContain(lost);
  });

  it('write no history anew by a file that is refused in part', async () => {
    const softwareNews = join(emptyFolder(), 'software.yaml');
    writeFileSync(softwareNews, 'lemmy: { profil: {} }');
    const { session, codes } = aSession();
    const told = { ...foundation, session, configuration: { ...foundation.configuration, softwareNews } };
    const only = { rules: ['licence.offer-present'], servers: undefined };
    const rescoring = (dryRun: boolean) =>
      rescoreOver(told, { since: '2025-11-01T00:00:00.000Z', dryRun, only });
    const before = await foundation.store.currentFindings({});

    await expect(rescoring(false)).rejects.toThrow('nothing was written');
    expect(await foundation.store.currentFindings({})).toEqual(before);
    await rescoring(true);
    expect(codes).toEqual([2, 0]);
  });

  it('tell customers by the same profiles', async () => {
    const verdictOf = async (told: Foundation) => {
      const { session, out } = aSession();
      const write: Parameters<typeof reportLicence>[0]['write'] = (report) =>
        licenceFormats.json(report, tongueOf('en'));
      const request = { customer: 'Stadt', month: '2025-11', peers: [], write };
      await reportLicence(request, { ...told, session });
      return JSON.parse(out()).servers[0].verdict;
    };
    expect(await verdictOf(foundation)).toBe('OFFER_MISSING');
    expect(await verdictOf(withoutFile())).toBe('UNKNOWN');
  });

  it('show pages by the same profiles', async () => {
    const web = await startWeb(foundation, {});
    const page = await fetch(`${web.url}/servers/${ours}/licence`);

    expect(await page.text()).toContain('ExamplePub');
    await web.close();
  });

  it('ask no stranger for signs of software whom the file makes known', async () => {
    const crawling = await prepareCrawler(foundation);
    await crawlOnce(crawling, foundation.session.stop);
    await crawling.stop();
    const seen = await foundation.store.latest([strange]);

    expect(seen.find(({ probe }) => probe === 'fingerprints')?.data).toEqual({ asked: false });
  });
});
