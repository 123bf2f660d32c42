import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyReviews } from '../../../model/review-verify.ts';
import { openReviewLog, type ReviewLog } from '../../../store/review-log.ts';
import { chain } from '../../model/reviews.ts';
import { aFinding, host } from '../../store/examples.ts';
import { against, aList } from '../../store/policies/lists.ts';
import { temporaryDirectory } from '../../store/temporary.ts';
import { ago, fleet, now } from './fleet.ts';
import { depsOf, formOf, post, type Site, siteOf, storeWith } from './site.ts';

const day = 86_400;
const finding = { kind: 'finding', id: 'peering.closed-federation', server: 'stadt.example' };
const licences = ['neu.example', 'stadt.example'].map((server) => ({
  ...{ kind: 'finding', id: 'licence.offer-present', server },
}));
const user = { 'x-user': 'kim' };

let stored: Awaited<ReturnType<typeof storeWith>>;
let log: ReviewLog;
let site: Site;
let reader: Site;

beforeAll(async () => {
  stored = await storeWith(fleet());
  const clock = { now: () => now, elapsed: () => 0 };
  const directory = await temporaryDirectory();
  log = await openReviewLog({ rows: stored.store, chain, directory, clock, isRunning: () => false });
  await stored.store.recordPolicies([aList('peer-one.example', 1, [], { readAt: ago(20 * day) })]);
  const blocked = [against('social.example', 'reject', { reason: 'spam' })];
  const past = { readAt: ago(2 * day), replayed: true };
  await stored.store.recordPolicies([aList('peer-one.example', 1, blocked, past)]);
  site = await siteOf(depsOf(stored.store, { reviews: log, auth: { header: 'x-user' } }));
  reader = await siteOf(depsOf(stored.store));
});
afterAll(async () => {
  await Promise.all([site.close(), reader.close()]);
  await log.close();
  await stored.close();
});

/** One browser: its cookie and its token hold for every form. */
let form: ReturnType<typeof formOf> | undefined;
const act = async (fields: Record<string, string>) => {
  form ??= formOf(site, '/reviews', user);
  const { csrf, cookie } = await form;
  return site.ask('/reviews', post({ csrf, ...fields }, { cookie, ...user }));
};
const queue = async (state: string) =>
  JSON.parse((await site.ask(`/reviews?state=${state}&format=json`, { headers: user })).text);
const change = {
  kind: 'policy-change',
  id: 'peer-one.example api mastodon social.example',
  server: 'social.example',
};

describe('the review queue', () => {
  it('begins with failed findings of trust and safety, those on licences, and changes of lists at hosted servers', async () => {
    const { items, totals } = await queue('new');

    const subjects = items.map((one: { standing: { subject: unknown } }) => one.standing.subject);
    expect(subjects).toHaveLength(4);
    expect(subjects).toEqual(expect.arrayContaining([finding, change, ...licences]));
    expect(totals).toEqual({ new: 4, acknowledged: 0, watching: 0, dismissed: 0, resolved: 0 });
  });

  it('marks a change that was seen in replayed history, as data, as table and on the page', async () => {
    const { items } = await queue('new');
    const marked = items.filter(({ seen }: { seen: { replayed?: boolean } }) => seen.replayed);
    const { text } = await site.ask('/reviews', { headers: user });
    const csv = await site.ask('/reviews?format=csv', { headers: user });

    expect(marked).toMatchObject([{ standing: { subject: change } }]);
    expect(text.match(/Replayed/g)).toHaveLength(1);
    expect(csv.text).toMatch(/^new,social\.example,policy-change,.*,yes\r$/m);
    expect(csv.text.match(/,yes\r$/gm)).toHaveLength(1);
  });

  it('takes each act as a row of the chained log, by whom the proxy names', async () => {
    expect((await act({ ...finding, act: 'dismissed', text: 'as agreed in the contract' })).status).toBe(303);
    expect((await act({ ...finding, act: 'assigned', text: 'robin' })).headers.location).toBe(
      '/reviews?state=dismissed',
    );
    const [item] = (await queue('dismissed')).items;

    expect(item.standing).toMatchObject({ reason: 'as agreed in the contract', assignee: 'robin' });
    expect(item.standing.history[0]).not.toHaveProperty('salts');
    const rows = await stored.store.reviews();
    expect(rows.map(({ act: done, by }) => [done, by])).toEqual([
      ['dismissed', 'kim'],
      ['assigned', 'kim'],
    ]);
    expect(verifyReviews(rows)).toEqual([]);
  });

  it('shows a rebuttal beside the rejection, and changes no observation', async () => {
    const before = await stored.store.policiesAbout(host('social.example'));
    expect((await act({ ...change, act: 'rebuttal', text: 'Sign-up is closed <b>now</b>.' })).status).toBe(
      303,
    );

    const page = await site.ask('/servers/social.example/defederation', { headers: user });
    expect(page.text).toContain('Sign-up is closed &lt;b&gt;now&lt;/b&gt;.');
    expect(await stored.store.policiesAbout(host('social.example'))).toEqual(before);
  });

  it.each([
    ['a dismissal without a reason', { ...change, act: 'dismissed', text: ' ' }, 400],
    ['an act that no person does', { ...change, act: 'erased', text: 'x' }, 400],
    ['a subject that nobody saw', { ...finding, server: 'ville.example', act: 'watching' }, 404],
    ['rows of the log as a subject', { kind: 'rows', id: 'x', server: '', act: 'note', text: 'x' }, 400],
    ['a text that is too long', { ...change, act: 'note', text: 'x'.repeat(2_001) }, 400],
  ])('refuses %s and writes nothing', async (_what, fields, status) => {
    const before = (await stored.store.reviews()).length;

    expect((await act(fields)).status).toBe(status);
    expect(await stored.store.reviews()).toHaveLength(before);
  });

  it('takes no form without its token and none from another site', async () => {
    const before = (await stored.store.reviews()).length;
    const { csrf, cookie } = await formOf(site, '/reviews', user);
    const foreign = { cookie, ...user, 'sec-fetch-site': 'cross-site' };

    const fields = { ...finding, act: 'watching' };
    expect((await site.ask('/reviews', post(fields, { cookie, ...user }))).status).toBe(403);
    expect((await site.ask('/reviews', post({ csrf, ...fields }, foreign))).status).toBe(403);
    expect(await stored.store.reviews()).toHaveLength(before);
  });

  it('is only read where another process writes the log, and says so', async () => {
    const { text } = await reader.ask('/reviews');
    expect(text).toContain('Only to read');
    expect(text).not.toContain('name="act"');

    const { csrf, cookie } = await formOf(reader, '/servers/social.example');
    const answer = await reader.ask('/reviews', post({ csrf, ...finding, act: 'watching' }, { cookie }));
    expect(answer.status).toBe(409);
  });

  it('is a CSV table too', async () => {
    const { text } = await site.ask('/reviews?state=dismissed&format=csv', { headers: user });

    expect(text).toContain('dismissed,stadt.example,finding,peering.closed-federation');
  });

  it('shows what was resolved as new when it is seen anew after that', async () => {
    expect((await act({ ...change, act: 'resolved', text: '' })).status).toBe(303);
    for (const licence of licences)
      expect((await act({ ...licence, act: 'acknowledged', text: '' })).status).toBe(303);
    expect((await queue('new')).items).toEqual([]);

    await stored.store.recordPolicies([aList('peer-one.example', 1, [], { readAt: ago(-60) })]);

    expect((await queue('new')).items).toMatchObject([
      { standing: { subject: change, state: 'resolved' }, seen: { replayed: false } },
    ]);
    const { text } = await site.ask('/reviews', { headers: user });
    expect(text).toContain('it was seen anew after that');
  });

  it('marks a finding that began in what was replayed of its server, and not one of a server that was watched live', async () => {
    const failing = { rule: finding.id, audience: 'trust-safety', severity: 'error' } as const;
    const began = { observedAt: ago(34), since: ago(9 * day) };
    await stored.store.recordFindings(
      ['store.example', 'social.example'].map((server) =>
        aFinding({ ...failing, ...began, server: host(server), outcome: 'failed' }),
      ),
    );

    const { text } = await site.ask('/reviews?format=csv', { headers: user });
    expect(text).toMatch(/^new,store\.example,finding,peering\.closed-federation,.*,yes\r$/m);
    expect(text).toMatch(/^new,social\.example,finding,peering\.closed-federation,.*,no\r$/m);
    const parts = (await site.ask('/reviews', { headers: user })).text.split('<article ');
    const marked = parts.filter((part) => part.includes(finding.id) && part.includes('Replayed'));
    expect(marked.map((part) => part.includes('href="/servers/store.example"'))).toEqual([true]);
  });

  it('has a server that turns to an allow-list and one that hides its list as one subject each', async () => {
    const lists = [aList('peer-two.example', 1, [against('a.example')], { readAt: ago(9 * day) })];
    await stored.store.recordPolicies(lists);
    const chosen = { mode: 'allow-list', readAt: ago(8 * day) } as const;
    await stored.store.recordPolicies([aList('peer-two.example', 1, [], chosen)]);
    const limits = [against('stadt.example', 'limit')];
    await stored.store.recordPolicies([aList('peer-three.example', 1, limits, { readAt: ago(9 * day) })]);
    for (const days of [8, 7]) {
      const when = { readAt: ago(days * day), replayed: days === 8 };
      const hidden = { state: 'hidden', digest: '', ...when } as const;
      await stored.store.recordPolicies([aList('peer-three.example', 1, [], hidden)]);
    }

    const { items } = await queue('new');
    const seen = items.map((one: { standing: { subject: unknown }; seen: unknown }) => [
      one.standing.subject,
      one.seen,
    ]);
    expect(seen).toContainEqual([
      { kind: 'policy-change', id: 'peer-two.example api mastodon mode' },
      {
        rank: 'change',
        says: 'peer-two.example went from federation mode open to allow-list',
        at: ago(8 * day),
        known:
          'published by the server itself (mastodon); confidence: medium (said of itself, read once so far)',
        replayed: false,
      },
    ]);
    expect(seen).toContainEqual([
      { kind: 'policy-change', id: 'peer-three.example api mastodon hidden', server: 'stadt.example' },
      {
        rank: 'change',
        says: `peer-three.example hides its list, which had stadt.example on it when it was read last, ${ago(9 * day)}`,
        at: ago(8 * day),
        replayed: true,
      },
    ]);
    const mode = { kind: 'policy-change', id: 'peer-two.example api mastodon mode', server: '' };
    expect((await act({ ...mode, act: 'acknowledged', text: '' })).status).toBe(303);
    expect((await queue('acknowledged')).items).toContainEqual(
      expect.objectContaining({
        standing: expect.objectContaining({ subject: expect.objectContaining({ id: mode.id }) }),
      }),
    );
  });
});
