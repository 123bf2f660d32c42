import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerStore } from '../../../dashboards/web/guard/customer/store.ts';
import type { KeptToken } from '../../../model/access.ts';
import { policySubject } from '../../../model/review-subject.ts';
import { verifyReviews } from '../../../model/review-verify.ts';
import { openReviewLog, type ReviewLog } from '../../../store/review-log.ts';
import { chain } from '../../model/reviews.ts';
import { host, sha256 } from '../../store/examples.ts';
import { temporaryDirectory } from '../../store/temporary.ts';
import { guardedDeps, logIn } from './access/people.ts';
import { now } from './fleet.ts';
import { own, storeWithRejections } from './rejections.ts';
import { formOf, post, type Site, siteOf } from './site.ts';

const page = `/servers/${own}/defederation`;
const about = `reads-00.example api mastodon ${own}`;
const tokenOf = (name: string, grant: KeptToken['grant']): KeptToken => ({
  name,
  sha256: sha256(name),
  grant,
});
const keptTokens = [
  tokenOf('concerned', { role: 'customer', customer: 'Example Institution' }),
  tokenOf('other', { role: 'customer', customer: 'Stadt Beispiel' }),
  tokenOf('reviewer', { role: 'reviewer' }),
  tokenOf('viewer', { role: 'viewer' }),
];

let stored: Awaited<ReturnType<typeof storeWithRejections>>;
let log: ReviewLog;
let site: Site;
let nowMs = now;
beforeAll(async () => {
  stored = await storeWithRejections();
  const clock = { now: () => now, elapsed: () => 0 };
  const directory = await temporaryDirectory();
  log = await openReviewLog({ rows: stored.store, chain, directory, clock, isRunning: () => false });
  site = await siteOf(
    guardedDeps(
      stored.store,
      { keptTokens },
      { reviews: log, clock: { now: () => nowMs, elapsed: () => 0 } },
    ),
  );
});
afterAll(async () => {
  await site.close();
  await log.close();
  await stored.close();
});

const read = (name: string, path = page) => site.ask(path, { headers: { authorization: `Bearer ${name}` } });
const say = async (name: string, fields: Record<string, string>) => {
  const { cookie } = await logIn(site, name);
  const form = await formOf(site, '/about', { cookie });
  return site.ask(`${page}/rebuttals`, post({ csrf: form.csrf, ...fields }, { cookie: form.cookie }));
};

describe('what a server says to those who reject it', () => {
  it('is taken from the people concerned, and stands beside the statement for them and for us', async () => {
    const { cookie } = await logIn(site, 'concerned');
    const form = await formOf(site, page, { cookie });
    const said = { csrf: form.csrf, about, text: 'We removed <the> spammer.' };
    const answer = await site.ask(`${page}/rebuttals`, post(said, { cookie: form.cookie }));

    expect([answer.status, answer.headers.location]).toEqual([303, page]);
    for (const name of ['concerned', 'viewer']) {
      expect((await read(name)).text).toContain('We removed &lt;the&gt; spammer.');
      const { rejections } = JSON.parse((await read(name, `${page}?format=json`)).text);
      expect(rejections).toMatchObject([{ rebuttal: said.text, review: 'new' }, { review: 'new' }]);
    }
    expect(await stored.store.reviews()).toMatchObject([
      { by: 'concerned', act: 'rebuttal', text: said.text },
    ]);
  });

  it('is taken from a reviewer as well, and the newest counts', async () => {
    expect((await say('reviewer', { about, text: 'It is settled.' })).status).toBe(303);

    expect((await read('concerned')).text).toContain('It is settled.');
    expect(verifyReviews(await stored.store.reviews())).toEqual([]);
  });

  it('is not taken from others, who find no form either', async () => {
    expect((await say('other', { about, text: 'x' })).status).toBe(404);
    expect((await say('viewer', { about, text: 'x' })).status).toBe(403);
    expect((await read('viewer')).text).not.toContain('rebuttals');
    expect((await read('reviewer')).text).toContain(`action="${page}/rebuttals"`);
    expect(await stored.store.reviews()).toHaveLength(2);
  });

  it.each([
    ['without a text', { about, text: ' ' }, 400],
    ['about nothing', { text: 'x' }, 400],
    ['about what nobody says', { about: `kind.example api mastodon ${own}`, text: 'x' }, 404],
  ])('is not taken %s', async (_what, fields, status) => {
    expect((await say('concerned', fields)).status).toBe(status);
  });

  it('is all that the people concerned see of the review log', async () => {
    const policy = { observer: host('reads-00.example'), source: 'api', origin: 'mastodon' } as const;
    const subject = policySubject(policy, { kind: 'host', host: host(own) }, host(own));
    await log.append({ by: 'robin', subject, act: 'note', text: 'between us' });
    const part = { customer: 'Example Institution', own: [host(own)], others: [] };
    const acts = (rows: readonly { readonly act: string }[]) => rows.map(({ act }) => act);

    expect(acts(await customerStore(stored.store, part).reviews())).toEqual(['rebuttal', 'rebuttal']);
    expect(await customerStore(stored.store, { ...part, own: [host('stadt.example')] }).reviews()).toEqual(
      [],
    );
    expect((await read('concerned', `${page}?format=json`)).text).not.toContain('between us');
  });

  it('is taken ten times at once, and then once in two minutes, from each account', async () => {
    const { cookie } = await logIn(site, 'concerned');
    const form = await formOf(site, '/about', { cookie });
    const send = () => {
      const fields = { csrf: form.csrf, about, text: 'Once more.' };
      return site.ask(`${page}/rebuttals`, post(fields, { cookie: form.cookie }));
    };
    const before = (await stored.store.reviews()).length;
    // One of the ten was written before.
    for (let count = 0; count < 9; count += 1) expect((await send()).status).toBe(303);
    const refused = await send();

    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '120']);
    expect(refused.text).toContain('one in two minutes');
    expect((await say('reviewer', { about, text: 'We say so as well.' })).status).toBe(303);
    nowMs += 120_000;
    expect((await send()).status).toBe(303);
    expect((await stored.store.reviews()).slice(before)).toHaveLength(11);
  });
});
