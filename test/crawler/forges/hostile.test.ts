import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitSource } from '../../../crawler/forges/source-visit.ts';
import type { Net } from '../../../crawler/net/net.ts';
import { type Forge, startForge } from '../../forge/forge.ts';
import { describeWithGit } from '../../forge/with-git.ts';
import { hostNamed } from '../../visiting.ts';
import { impatient } from '../net/visit.ts';
import { ask, netTo } from './visiting.ts';

let forge: Forge;
let net: Net;

/** What a visit takes of an answer at most: the cap, and the chunk in which it is noticed. */
const mostBytes = 6_000_000;

describeWithGit('an offered address that is no good source', () => {
  beforeAll(async () => {
    forge = await startForge();
    net = netTo(forge);
  });
  afterAll(async () => {
    await net.close();
    await forge.close();
  });

  test.each([
    ['private', 'login', 'the answer was 401'],
    ['forbidden', 'refused', 'the answer was 403'],
    ['missing', 'absent', 'the answer was 404'],
    ['login', 'login-page', 'the answer is a page to log in'],
    ['sign', 'login-page', 'the answer is a page to log in'],
    ['home', 'not-source', 'it is a page, neither a repository nor an archive'],
    ['broken', 'unreachable', 'the answer is not of the form git has'],
    ['failing', 'unreachable', 'the answer was 502'],
    ['busy', 'awaited', 'the answer was 429'],
    ['inward', 'refused', undefined],
    ['circling', 'unreachable', undefined],
    ['shy', 'refused', 'robots.txt asks us not to'],
  ])('%s: %s', async (name, state, detail) => {
    const facts = await ask(net, `https://${name}.fedi.test/o/r`);

    expect(facts).toMatchObject({
      state,
      licence: 'unread',
      asked: {},
      ...(detail !== undefined && { detail }),
    });
    expect(facts.references).toBeUndefined();
  });

  test.each(['huge', 'endless'])('%s: it goes on for ever, and we take our cap of it', async (name) => {
    const host = `${name}.fedi.test`;
    const session = net.open({
      host: hostNamed(host),
      consent: 'peer',
      signal: new AbortController().signal,
    });
    const facts = await visitSource(session, { url: `https://${host}/o/r`, kind: 'repository', wanted: [] });
    const { exchanges } = session.takeRecording()();
    await session.close();

    expect(facts).toMatchObject({ state: 'too-much', detail: 'the body is over our cap' });
    expect(Math.max(...exchanges.map(({ body }) => body?.wireBytes ?? 0))).toBeLessThan(mostBytes);
    expect(exchanges.at(-1)?.body?.truncated).toBe(true);
  });

  test('silent: it begins and says no more, and our time is bounded too', async () => {
    const hurried = netTo(forge, impatient);
    const facts = await ask(hurried, 'https://silent.fedi.test/o/r');
    await hurried.close();

    expect(facts).toMatchObject({ state: 'too-much', detail: 'the body did not finish in time' });
  });

  test('nothing is posted but questions to git', async () => {
    const before = forge.requests().filter(({ method }) => method !== 'GET');

    expect(before.length).toBeGreaterThan(0);
    expect(before.filter(({ path }) => !path.endsWith('/git-upload-pack'))).toEqual([]);
  });
});
