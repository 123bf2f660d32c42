import { expect, test } from 'vitest';
import { Memory } from '../../../crawler/visit/memory.ts';
import { failure } from '../../../model/failure.ts';
import { hostNamed } from '../../visiting.ts';

const host = hostNamed('a.example');
const ok = (data: unknown) => ({ ok: true, data }) as const;

test('results that others build on are kept, the newer over the older', () => {
  const memory = new Memory();
  memory.keep(
    host,
    new Map([
      ['domains', ok(1)],
      ['nodeinfo', ok(2)],
      ['soft-404', ok(3)],
    ]),
  );
  memory.keep(host, new Map([['domains', ok(4)]]));

  expect([...memory.of(host)]).toEqual([
    ['domains', ok(4)],
    ['nodeinfo', ok(2)],
  ]);
  expect(memory.of(hostNamed('b.example')).size).toBe(0);
});

test('an answer that is an error is kept, no answer is not: it is asked for again', () => {
  const memory = new Memory();
  const failed = (code: 'http-not-found' | 'connect-refused') =>
    ({ ok: false, failure: failure(code) }) as const;
  memory.keep(host, new Map([['nodeinfo', failed('http-not-found')]]));
  expect(memory.of(host).get('nodeinfo')).toEqual(failed('http-not-found'));

  memory.keep(host, new Map([['nodeinfo', failed('connect-refused')]]));
  expect(memory.of(host).has('nodeinfo')).toBe(false);
});
