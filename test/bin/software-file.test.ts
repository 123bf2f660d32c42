import { readFileSync } from 'node:fs';
import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { seenBy } from '../../analyzer/evaluate.ts';
import { snapshotOf } from '../../analyzer/snapshot.ts';
import { readSoftware } from '../../bin/knowledge.ts';
import { knownHeader } from '../../crawler/net/evidence/known-headers.ts';
import { placePlan } from '../../crawler/offers/place-plan.ts';
import { pageSigns } from '../../crawler/recognition/page-signs.ts';
import type { Observation } from '../../model/observation.ts';
import { builtInKnowledge } from '../../model/software-knowledge.ts';
import { decisionOf, licenceRule } from '../../rules/facts/licence/sight.ts';
import { recognise } from '../../rules/facts/recognition.ts';
import { anExchange, aServer } from '../../rules/given/builders.ts';
import { aCheck, anOffer, looked, mastodonUrl, tag } from '../../rules/given/offers.ts';
import { configurationWith, exampleFile } from './software-file.ts';

const example = readFileSync(exampleFile, 'utf8');
const { knowledge, ...read } = readSoftware(configurationWith(example));
const ours = 'https://git.examplepub.example/examplepub/server';

/** What the licence of a server comes to, without the file and with it. */
function verdicts(observations: readonly Observation[], withFile = knowledge): readonly string[] {
  return [builtInKnowledge, withFile].map((known) => {
    const snapshot = { ...snapshotOf(aServer, observations), ...known };
    return decisionOf(seenBy(licenceRule, snapshot)).verdict;
  });
}

describe('the software file of the documentation', () => {
  it('is taken as a whole', () =>
    expect(read).toEqual({
      ...{ added: ['examplepub'], changed: ['mastodon'] },
      ...{ news: ['mastodon', 'examplepub'], problems: [] },
    }));

  it('decides what becomes of the licence of software that nobody knew', () => {
    const stock = { name: 'examplepub', version: '1.4.0', offers: [anOffer(ours)] };
    const changed = { name: 'ExamplePub', version: '1.4.0+town', offers: [] };

    expect(verdicts(looked(stock))).toEqual(['UNKNOWN', 'UNMODIFIED_UPSTREAM']);
    expect(verdicts(looked(changed))).toEqual(['UNKNOWN', 'OFFER_MISSING']);
  });

  it('decides what becomes of the licence of a server that goes by a new name of software that is known', () => {
    const checks = [aCheck(mastodonUrl, { references: [tag('v4.4.2', 'found')] })];
    const look = { name: 'townmastodon', version: '4.4.2', offers: [anOffer(mastodonUrl)], checks };

    expect(verdicts(looked(look))).toEqual(['UNKNOWN', 'UNMODIFIED_UPSTREAM']);
  });

  it('has signs that are found in pages and in header fields that are kept, without the file and with it', () => {
    const page = load('<!doctype html><body><div id="examplepub-root"></div></body>');
    const [without, withFile] = [builtInKnowledge, knowledge].map(({ software }) => ({
      page: pageSigns(page, software),
      header: knownHeader('server', 'ExamplePub', software),
    }));

    expect(without).toEqual({ page: [], header: '…' });
    expect(withFile).toEqual({ page: ['examplepub.mount'], header: 'ExamplePub' });
  });

  it('has signs that software is recognised by', () => {
    const exchanges = [anExchange({ responseHeaders: { server: 'ExamplePub' } })];
    const traces = { exchanges, found: new Set(['examplepub.mount']), keys: [] };

    expect(recognise(traces, builtInKnowledge.software).candidates).toEqual([]);
    expect(recognise(traces, knowledge.software).candidates).toMatchObject([
      { profile: { id: 'examplepub' }, score: 3.5 },
    ]);
  });

  it('says where its servers are asked for their source', () => {
    const profile = knowledge.software.profileOf({ name: 'examplepub' });

    expect(placePlan(profile, '1.4.0')).toEqual({
      nodeinfo2: false,
      pages: [{ path: '/' }, { path: '/about', wholly: true, spare: true }],
    });
  });
});

describe('software whose id and signs are words that every object has', () => {
  const town = 'https://git.town.example/town/constructor';
  const file = `constructor: ${JSON.stringify({
    profile: {
      ...{ title: 'Constructor', names: ['constructor'], licence: 'AGPL-3.0-only' },
      repositories: [{ url: town, role: 'canonical' }],
      ...{ forkOf: 'none', instanceApi: 'none' },
      version: {
        stock: ['{number}.{number}.{number}'],
        modified: ['{number}.{number}.{number}+town'],
        deviation: 'strong',
      },
      fingerprints: [
        {
          ...{ id: 'constructor.mark', kind: 'html', weight: 'weak' },
          find: { element: { attributes: { constructor: { begins: 'town' } } } },
        },
      ],
      basis: [
        {
          fields: [
            'names',
            'licence',
            'repositories',
            'version',
            'forkOf',
            'instanceApi',
            'constructor.mark',
          ],
          source: town,
          readAt: '2026-11-20',
        },
      ],
    },
  })}`;
  const { knowledge: known } = readSoftware(configurationWith(file));
  const { software } = known;

  it('is judged as other software is, and so is what runs beside it', () => {
    const verdictBy = (known: typeof builtInKnowledge, look: Parameters<typeof looked>[0]) => {
      const snapshot = { ...snapshotOf(aServer, looked(look)), ...known };
      return decisionOf(seenBy(licenceRule, snapshot)).verdict;
    };
    const offers = [anOffer('https://git.stadt.example/own/code')];
    const other = { name: 'mastodon', version: '4.4.2', offers };

    expect(verdictBy(known, { name: 'constructor', version: '1.4.0+town', offers: [] })).toBe(
      'OFFER_MISSING',
    );
    expect(verdictBy(known, other)).toBe(verdictBy(builtInKnowledge, other));
  });

  it('is asked for its source where it says, and found in pages that have its signs', () => {
    const plan = placePlan(software.profileOf({ name: 'constructor' }), '1.4.0');
    const signs = (html: string) => pageSigns(load(html), software);

    expect(plan).not.toHaveProperty('api');
    expect(signs('<p>Hello</p>')).toEqual([]);
    expect(signs('<p constructor="town of words">Hello</p>')).toEqual(['constructor.mark']);
  });
});

describe('a software file with a fork of Mastodon', () => {
  const source = 'https://git.town.example/townfork';
  const own = { title: 'Town', names: ['townfork'], licence: 'AGPL-3.0-only' };
  const repositories = [{ url: source, role: 'canonical' }];
  const looksLikeMastodon = looked({
    ...{ name: 'townfork', version: '4.4.2+town', offers: [anOffer(source)] },
    ...{ checks: [aCheck(source)], pageSigns: ['mastodon.mount', 'mastodon.noscript'] },
  }).map((one) => ({
    ...one,
    exchanges: [anExchange({ responseHeaders: { server: 'Mastodon' } })],
  }));

  function townfork(more: Readonly<Record<string, unknown>>) {
    const fields = ['names', 'licence', 'repositories', ...Object.keys(more)];
    const profile = { ...own, repositories, ...more, basis: [{ fields, source, readAt: '2026-11-20' }] };
    return readSoftware(configurationWith(JSON.stringify({ townfork: { profile } }))); // JSON is YAML
  }

  it('accuses it of nothing, and is refused where it does not say that it is one', () => {
    const fork = townfork({ forkOf: 'mastodon' });
    const untold = townfork({});

    expect({ added: fork.added, problems: fork.problems }).toEqual({ added: ['townfork'], problems: [] });
    expect(untold.added).toEqual([]);
    expect(verdicts(looksLikeMastodon, untold.knowledge)[1]).toBe('OFFER_UNVERIFIABLE');
    expect(verdicts(looksLikeMastodon, fork.knowledge)[1]).toBe('UNKNOWN');
  });
});

describe('a software file', () => {
  it('is read once: one process goes by one file, whatever becomes of it', () => {
    const configuration = configurationWith(example);

    expect(readSoftware(configuration)).toBe(readSoftware(configuration));
  });

  it('is told with its lines what is wrong, and the rest of it counts', () => {
    const broken = example.replace('weight: strong', 'weight: heavy');
    const { added, changed, problems } = readSoftware(configurationWith(broken));

    expect({ added, changed }).toEqual({ added: [], changed: ['mastodon'] });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.problem).toMatch(
      /software\.yaml:\d+: examplepub\.profile\.fingerprints\[0\]\.weight: "heavy" is none of strong, medium, weak$/,
    );
    expect(problems[0]?.fix).toBe('write what docs/software-news.md says');
  });

  it('of which nothing can be taken is refused, so that nothing is judged without it', () => {
    const reading = (text: string) => () => readSoftware(configurationWith(text));

    expect(reading('mastodon: {\n')).toThrow(/software\.yaml:\d+:\d+: is no YAML.*; correct this line$/);
    expect(reading('- mastodon\n')).toThrow(/software\.yaml: the whole file: .* is no mapping of keys/);
  });

  it('keeps the advisories of software whose profile has a mistake', () => {
    const broken = example.replace('names: [townmastodon]', 'names: [Town Mastodon]');
    const { knowledge: known, changed, news, problems } = readSoftware(configurationWith(broken));

    expect({ changed, news }).toEqual({ changed: [], news: ['mastodon', 'examplepub'] });
    expect(known.news.get('mastodon')?.advisories.map(({ id }) => id)).toContain('GHSA-xxxx-xxxx-xxxx');
    expect(problems[0]?.problem).toContain('mastodon.profile.names[0]');
  });

  it('that is not there is refused, for the configuration is wrong', () => {
    const configuration = { ...configurationWith(undefined), softwareNews: '/nowhere/software.yaml' };

    expect(() => readSoftware(configuration)).toThrow('cannot read /nowhere/software.yaml');
  });
});
