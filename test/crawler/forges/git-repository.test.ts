import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkOf } from '../../../crawler/forges/source-facts.ts';
import type { WantedReference } from '../../../crawler/forges/wanted-references.ts';
import type { Net } from '../../../crawler/net/net.ts';
import { type Forge, startForge } from '../../forge/forge.ts';
import { describeWithGit } from '../../forge/with-git.ts';
import { ask, netTo } from './visiting.ts';

let forge: Forge;
let net: Net;

const commit = (name: string): WantedReference => ({ kind: 'commit', names: [name] });
const tag = (...names: [string, ...string[]]): WantedReference => ({ kind: 'tag', names });

/** What becomes of references at an address. */
async function states(url: string, ...wanted: readonly WantedReference[]) {
  const check = checkOf(await ask(net, url, { wanted }), wanted);
  return check.references.map(({ wanted: name, state }) => `${name}: ${state}`);
}

describeWithGit('a repository behind a real git server', () => {
  beforeAll(async () => {
    forge = await startForge();
    net = netTo(forge);
  });
  afterAll(async () => {
    await net.close();
    await forge.close();
  });

  test('lists its tags and branches by the newer protocol, in two requests, and shows its licence', async () => {
    const { whole } = forge;
    const facts = await ask(net, 'https://gitea.fedi.test/o/r');

    expect(facts).toEqual({
      url: 'https://gitea.fedi.test/o/r',
      kind: 'repository',
      base: 'https://gitea.fedi.test/o/r',
      state: 'reachable',
      licence: 'agpl',
      asked: {},
      references: {
        protocol: 'v2',
        tags: { 'v1.0.0': whole.tagged, 'v1.1.0+ours': whole.tagged },
        tips: [whole.tip],
        head: 'main',
        isWhole: true,
      },
    });
    expect(forge.requests('gitea.fedi.test').map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /o/r/info/refs',
      'POST /o/r/git-upload-pack',
      'GET /o/r/raw/branch/main/LICENSE',
    ]);
  });

  test('is found by tag in any of its spellings, and is not found where the list has none of them', async () => {
    const wanted = [tag('1.0.0', 'v1.0.0'), tag('v1.1.0+ours'), tag('v9', '9')];

    expect(await states('https://one.fedi.test/o/r', ...wanted)).toEqual([
      'v1.0.0: found',
      'v1.1.0+ours: found',
      'v9: not-found',
    ]);
  });

  test('is asked for commits that no reference points to, and knows what it has not', async () => {
    const { whole } = forge;
    const url = 'https://two.fedi.test/o/r';

    expect(await states(url, commit(whole.inHistory), commit(whole.absent), commit(whole.tip))).toEqual([
      `${whole.inHistory}: found`,
      `${whole.absent}: not-found`,
      `${whole.tip}: found`,
    ]);
    expect(forge.requests('two.fedi.test').filter(({ method }) => method === 'POST')).toHaveLength(3);
  });

  test('knows an abbreviated commit that a tag points to; of another one it says nothing', async () => {
    const { whole } = forge;
    const short = [commit(whole.tagged.slice(0, 9)), commit(whole.absent.slice(0, 9))];

    expect(await states('https://three.fedi.test/o/r', ...short)).toEqual([
      `${whole.tagged.slice(0, 9)}: found`,
      `${whole.absent.slice(0, 9)}: unknown`,
    ]);
  });

  test('in a network of forks is not proven to have a commit that no tag or branch points to', async () => {
    const { whole } = forge;
    const wanted = [commit(whole.loose), commit(whole.tagged), commit(whole.absent)];

    expect(await states('https://github.com/o/r', ...wanted)).toEqual([
      `${whole.loose}: in-network`,
      `${whole.tagged}: found`,
      `${whole.absent}: not-found`,
    ]);
  });

  test('lists thousands of tags whole', async () => {
    const { references } = await ask(net, 'https://four.fedi.test/o/many');

    expect(Object.keys(references?.tags ?? {})).toHaveLength(forge.manyTags);
    expect(references?.isWhole).toBe(true);
  });

  test('is read by the older protocol, which says nothing of commits without a reference', async () => {
    const { whole } = forge;
    const { references } = await ask(net, 'https://old.fedi.test/o/r');
    const wanted = [tag('v1.0.0'), tag('v9'), commit(whole.absent), commit(whole.tip)];

    expect(references).toMatchObject({ protocol: 'v0', head: 'main', isWhole: true, tips: [whole.tip] });
    expect(references?.tags).toEqual({ 'v1.0.0': whole.tagged, 'v1.1.0+ours': whole.tagged });
    expect(await states('https://old.fedi.test/o/r', ...wanted)).toEqual([
      'v1.0.0: found',
      'v9: not-found',
      `${whole.absent}: unknown`,
      `${whole.tip}: found`,
    ]);
    expect(forge.requests('old.fedi.test').every(({ method }) => method === 'GET')).toBe(true);
  });

  test('is read from the file of a plain web server', async () => {
    const { whole } = forge;
    const { state, references } = await ask(net, 'https://dumb.fedi.test/o/r');

    expect(state).toBe('reachable');
    expect(references).toEqual({
      protocol: 'dumb',
      tags: { 'v1.0.0': whole.tagged, 'v1.1.0+ours': whole.tagged },
      tips: [whole.tip],
      isWhole: true,
    });
  });

  test('is there although it lists nothing to us', async () => {
    const facts = await ask(net, 'https://unsupported.fedi.test/o/r', { wanted: [tag('v1.0.0')] });

    expect(facts).toMatchObject({
      state: 'reachable',
      detail: 'the answer was 415',
      asked: { 'v1.0.0': 'unknown' },
    });
    expect(checkOf(facts, [tag('v1.0.0')]).references).toEqual([
      { wanted: 'v1.0.0', kind: 'tag', state: 'unknown' },
    ]);
  });

  test('is found at an address that is none of a known forge', async () => {
    const facts = await ask(net, 'https://somewhere.fedi.test/o/r', { kind: 'page' });

    expect(facts).toMatchObject({ state: 'reachable', kind: 'page', licence: 'unread' });
  });
});
