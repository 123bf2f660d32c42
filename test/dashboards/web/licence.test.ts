import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../../model/clock.ts';
import { anOffer, lookedAt, mastodonUrl } from '../../../rules/given/offers.ts';
import { openReviewLog, type ReviewLog } from '../../../store/review-log.ts';
import { chain } from '../../model/reviews.ts';
import { aFinding, anObservation, aServer, host } from '../../store/examples.ts';
import { temporaryDirectory } from '../../store/temporary.ts';
import { now } from './fleet.ts';
import { depsOf, formOf, post, type Site, siteOf, storeWith } from './site.ts';

const server = host('fork.example');
const path = `/servers/${server}/licence`;
const user = { 'x-user': 'kim' };
const at = (days: number) => instant(now - days * 86_400_000);
const upstream = {
  version: '4.4.2+<b>',
  offers: [anOffer(mastodonUrl)],
  pageSigns: ['soapbox.mount'],
} as const;

const former = host('former.example');
/** Shapes that no version of these probes writes any more. */
const formerData = {
  nodeinfo: { document: { ok: true } },
  'instance-api': { asked: true, roleContact: 'office@former.example' },
  tls: { sessions: [{ issuer: 'Example CA' }] },
  ...{ dns: {}, webfinger: {}, actor: {}, 'source-offers': { offers: [{}] }, 'offer-checks': {} },
};
const formerRows = Object.entries(formerData).map(([probe, data]) =>
  anObservation({ server: former, probe, data, scheduledAt: at(1), startedAt: at(1) }),
);

let stored: Awaited<ReturnType<typeof storeWith>>;
let log: ReviewLog;
let site: Site;

beforeAll(async () => {
  stored = await storeWith({
    servers: [aServer(server), aServer('new.example'), aServer('next.example'), aServer(former)],
    observations: [
      ...[9, 1].flatMap((days) => lookedAt(server, { ...upstream, at: at(days) })),
      ...lookedAt(host('next.example'), { ...upstream, version: '9.9.9', at: at(1) }),
      ...formerRows,
    ],
    findings: [],
  });
  const clock = { now: () => now, elapsed: () => 0 };
  const directory = await temporaryDirectory();
  log = await openReviewLog({ rows: stored.store, chain, directory, clock, isRunning: () => false });
  site = await siteOf(depsOf(stored.store, { reviews: log, auth: { header: 'x-user' } }));
});
afterAll(async () => {
  await site.close();
  await log.close();
  await stored.close();
});

describe('the licence page of a server', () => {
  it('says what was observed, what else could explain it, and what a person should do', async () => {
    const { status, text } = await site.ask(path, { headers: user });

    expect(status).toBe(200);
    expect(text).toContain('Only upstream&#39;s source offered');
    expect(text).toContain('A proxy may have changed what the server answers.');
    expect(text).toContain('asks the operator first');
    expect(text).toContain('4.4.2+&lt;b&gt;');
    expect(text).not.toContain('<b>');
    expect(text).toContain('/recheck"');
  });

  it('is data too', async () => {
    const { text } = await site.ask(`${path}?format=json`, { headers: user });

    expect(JSON.parse(text)).toMatchObject({
      server,
      verdict: 'OFFER_UPSTREAM_ONLY',
      spdx: { licenseConcluded: 'AGPL-3.0-or-later' },
    });
  });

  it('names a front end as a program of its own', async () => {
    const { text } = await site.ask(path, { headers: user });

    expect(text).toContain('signs of Soapbox (AGPL-3.0-or-later): its source was not looked for');
  });

  it('knows the releases that the rules know', async () => {
    const release = { version: '9.9.9', seenAt: at(3), basis: 'five servers run it' };
    const news = new Map([['mastodon', { releases: [release], advisories: [] }]]);
    const knowing = await siteOf(depsOf(stored.store, { news: async () => news }));
    const verdictAt = async ({ ask }: Site) =>
      JSON.parse((await ask('/servers/next.example/licence?format=json')).text).verdict;

    expect(await verdictAt(knowing)).toBe('UNMODIFIED_UPSTREAM');
    await knowing.close();
  });

  it('says so where nothing was observed, and knows no server that is not watched', async () => {
    const { text } = await site.ask('/servers/new.example/licence', { headers: user });

    expect(text).toContain('nothing was observed yet');
    expect((await site.ask('/servers/nobody.example/licence', { headers: user })).status).toBe(404);
  });

  it('stands also where what is stored has the shapes of a former version, which tell nothing', async () => {
    const json = await site.ask(`/servers/${former}/licence?format=json`, { headers: user });
    const { text } = await site.ask(`/servers/${former}`, { headers: user });

    expect(JSON.parse(json.text)).toMatchObject({
      verdict: 'UNKNOWN',
      reason: 'data-not-readable',
      offers: [],
    });
    expect(text).toContain('It answers, and no rule fails.');
    expect(text).toContain('none seen');
    for (const page of [`/servers/${former}/licence`, '/'])
      expect((await site.ask(page, { headers: user })).status, page).toBe(200);
  });

  it('shows what the operator says beside the verdict', async () => {
    const { csrf, cookie } = await formOf(site, path, user);
    const fields = {
      csrf,
      rule: 'licence.offer-corresponds',
      act: 'rebuttal',
      text: 'It is at git.fork.example.',
    };
    const { status } = await site.ask(`${path}/replies`, post(fields, { cookie, ...user }));

    expect(status).toBe(303);
    expect((await site.ask(path, { headers: user })).text).toContain('It is at git.fork.example.');
  });

  it('has what is told against it in the review queue, but not what was seen once', async () => {
    const legal = { audience: 'legal', because: 'No source offer was found' } as const;
    await stored.store.recordFindings([
      aFinding({ ...legal, server, rule: 'licence.offer-present', outcome: 'failed', since: at(3) }),
      aFinding({
        ...legal,
        server: host('next.example'),
        rule: 'licence.offer-present',
        outcome: 'cannot-tell',
      }),
      aFinding({ ...legal, server, rule: 'hosting.source', outcome: 'failed' }),
    ]);
    const queue = await site.ask('/reviews?state=new&format=json', { headers: user });

    const subject = { kind: 'finding', id: 'licence.offer-present', server };
    const seen = { says: legal.because, at: at(3) };
    expect(
      JSON.parse(queue.text).items.filter((item: { seen?: unknown }) => item.seen !== undefined),
    ).toMatchObject([{ standing: { subject, state: 'new' }, seen }]);
    expect((await site.ask('/reviews', { headers: user })).text).toContain(`href="${path}"`);
  });

  it('takes the word of a reviewer on it', async () => {
    const { csrf, cookie } = await formOf(site, '/reviews', user);
    const subject = { kind: 'finding', id: 'licence.offer-present', server };
    const fields = { csrf, ...subject, act: 'dismissed', text: 'The link is in the footer.' };

    expect((await site.ask('/reviews', post(fields, { cookie, ...user }))).status).toBe(303);
    const { text } = await site.ask('/reviews?state=dismissed&format=json', { headers: user });
    expect(JSON.parse(text).items).toMatchObject([
      { standing: { subject, reason: 'The link is in the footer.' } },
    ]);
  });

  it.each([
    { rule: 'tls.valid', act: 'rebuttal', text: 'x' },
    { rule: 'licence.offer-corresponds', act: 'dismissed', text: 'x' },
    { rule: 'licence.offer-corresponds', act: 'rebuttal', text: ' ' },
  ])('takes no %j', async (fields) => {
    const { csrf, cookie } = await formOf(site, path, user);

    expect((await site.ask(`${path}/replies`, post({ csrf, ...fields }, { cookie, ...user }))).status).toBe(
      400,
    );
  });

  it('writes nothing without the token of its form', async () => {
    const fields = { rule: 'licence.offer-corresponds', act: 'rebuttal', text: 'x' };

    expect((await site.ask(`${path}/replies`, post(fields, user))).status).toBe(403);
  });
});
