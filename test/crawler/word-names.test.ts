import { afterAll, beforeAll, expect, it } from 'vitest';
import { judge } from '../../analyzer/judge.ts';
import { snapshotOf } from '../../analyzer/snapshot.ts';
import { visit } from '../../crawler/visit/visit.ts';
import { instant } from '../../model/clock.ts';
import { rules } from '../../rules/index.ts';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { hostNamed, visitTools } from '../visiting.ts';

/** Accounts that are called like words of protocols, of software and of our own data. */
const names = [
  ...['ns', 'jrd', 'uri', 'activitystreams', 'github.com', 'json', 'ld', 'application', 'utf-8', 'mastodon'],
  ...[
    'www.w3.org',
    'actor',
    'users',
    'activity',
    'charset',
    'self',
    'profile',
    '2.0',
    'well-known',
    'accept',
  ],
  ...['diaspora', 'inbox', 'main-key', 'person', 'host', 'fedi.test', 'x0', 'a', '1'],
];
const software = ['mastodon', 'misskey', 'lemmy', 'wordpress', 'gotosocial'] as const;
const cast = names.map((name, at) => {
  const host = `x${at}.fedi.test`;
  const kind = software[at % software.length] ?? 'mastodon';
  return { host, software: kind, role: 'hosted', account: `${name}@${host}` } as const;
});

let fediverse: Fediverse;

beforeAll(async () => {
  fediverse = await startFediverse({ only: [], extra: cast });
});

afterAll(() => fediverse.close());

async function failedAt({ host, account }: (typeof cast)[number]): Promise<readonly string[]> {
  const tools = visitTools(fediverse);
  const scheduledAt = instant(tools.clock.now());
  const server = {
    host: hostNamed(host),
    role: 'hosted',
    account,
    expect: {},
    watchedSince: scheduledAt,
  } as const;
  const order = { server, consent: 'hosted', scheduledAt, signal: new AbortController().signal } as const;
  const { observations } = await visit(order, tools);
  await tools.net.close();
  const { findings } = judge(snapshotOf({ ...server, consent: 'hosted' }, observations), { rules });
  return findings.flatMap(({ rule, outcome, because }) =>
    outcome === 'failed' ? [`${rule}: ${because}`] : [],
  );
}

it.each(cast)('an account $account of $software is no reason to fail anything', async (member) => {
  expect(await failedAt(member)).toEqual([]);
});
