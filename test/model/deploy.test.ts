import { expect, it } from 'vitest';
import { readDeploy } from '../../model/deploy.ts';

const context = { by: 'alice', nowMs: Date.parse('2026-11-20T10:00:00.000Z') };

it.each([
  [{ server: 'Social.Example' }, { at: '2026-11-20T10:00:00.000Z', note: '', by: 'alice' }],
  [
    { server: 'social.example', at: '2026-11-20T10:30:00+01:00', note: ' 4.5.2\n\u0007and more ', by: 'ci' },
    { at: '2026-11-20T09:30:00.000Z', note: '4.5.2 and more', by: 'ci' },
  ],
])('%o is a deploy', (given, rest) => {
  expect(readDeploy(given, context)).toEqual({ ok: true, deploy: { server: 'social.example', ...rest } });
});

it.each([
  [undefined, 'Invalid input: expected object, received undefined'],
  [{}, 'server is missing'],
  [{ server: 'not a host' }, 'server is no host name'],
  [{ server: 'a.example', at: 'yesterday' }, 'at is no moment with a time zone'],
  [{ server: 'a.example', at: '2026-11-20T10:00:00' }, 'at is no moment with a time zone'],
  [{ server: 'a.example', at: '2026-11-20T10:05:00Z' }, 'at is in the future'],
  [{ server: 'a.example', note: 'x'.repeat(501) }, 'note is longer than 500 characters'],
  [{ server: 'a.example', note: 5 }, 'note is no text'],
  [{ server: 'a.example', by: '' }, 'by is empty'],
])('%o is none', (given, says) => {
  expect(readDeploy(given, context)).toEqual({ ok: false, says: expect.stringContaining(says) });
});
