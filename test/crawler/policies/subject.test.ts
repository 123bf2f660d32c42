import { describe, expect, test } from 'vitest';
import { storableReason } from '../../../crawler/policies/reason.ts';
import { readSubject } from '../../../crawler/policies/subject.ts';
import { subjectKey } from '../../../model/policy.ts';

const keyOf = (text: string) => {
  const read = readSubject(text);
  return read.ok ? `${read.subject.kind} ${subjectKey(read.subject)}` : read.refusal;
};

describe('whom a cell is about', () => {
  test.each([
    ['BAD.Example', 'host bad.example'],
    [' bad.example. ', 'host bad.example'],
    ['https://bad.example/users/somebody?x=1', 'host bad.example'],
    ['@bad.example', 'host bad.example'],
    ['bad.example:8443', 'host bad.example'],
    ['bücher.example', 'host xn--bcher-kva.example'],
    ['*.Bad.example', 'pattern *.bad.example'],
    ['bad.*', 'pattern bad.*'],
    ['b?d[0-9].example', 'pattern b?d[0-9].example'],
  ])('%s: %s', (text, expected) => {
    expect(keyOf(text)).toBe(expected);
  });

  test('look-alikes are other names', () => {
    expect(keyOf('bаd.example')).toBe('host xn--bd-7kc.example');
    expect(keyOf('ｂａｄ.example')).toBe('host bad.example');
    expect(keyOf('bad\u200b.example')).not.toBe('host bad2.example');
  });

  test.each([
    ['192.0.2.1', 'address'],
    ['3221225985', 'address'],
    ['0xC0000201', 'address'],
    ['[2001:db8::1]', 'address'],
    ['2001:db8::1', 'address'],
    ['https://192.0.2.1/', 'address'],
    ['', 'not-a-host'],
    ['localhost', 'not-a-host'],
    ['somebody@bad.example', 'not-a-host'],
    ['bad.example\0.own.example', 'not-a-host'],
    ['bad example', 'not-a-host'],
    ['* OR 1=1', 'not-a-host'],
    [`${'a'.repeat(300)}.example`, 'not-a-host'],
  ])('refuses %j: %s', (text, refusal) => {
    expect(keyOf(text)).toBe(refusal);
  });
});

describe('a reason', () => {
  test.each([
    ['spam by @troll@bad.example and @other', 'spam by [account] and [account]'],
    ['write to mod.team+x@own.example please', 'write to [address] please'],
    ['see https://bad.example/@troll/1234 there', 'see [link] there'],
    ['see https://bad.example/users/troll', 'see [link]'],
    ['see https://own.example/blog/why-we-block', 'see https://own.example/blog/why-we-block'],
    ['acct:troll@bad.example', '[account]'],
    ['see bad.example/users/troll and bad.example/@troll', 'see [link] and [link]'],
    ['hxxps://bad.example/@troll, //bad.example:3000/u/troll', '[link] //[link]'],
    ['https://pics.example/p/troll/123', '[link]'],
    ['https://tube.example/video-channels/troll/videos', '[link]'],
    ['https://friends.example/display/troll', '[link]'],
    ['mod＠own.example, mod [at] own.example, mod(at)own.example', '[address], [address], [address]'],
    ['and/or spam, 24/7, see own.example/blog/why', 'and/or spam, 24/7, see own.example/blog/why'],
    ['a\0b\nc \u202e d', 'a b c d'],
    ['  ', undefined],
  ])('%j is kept as %j', (text, expected) => {
    expect(storableReason(text)).toBe(expected);
  });

  test('has at most 500 characters, however long it is and wherever an address stands', () => {
    const kept = storableReason(`${'x '.repeat(245)}mod@own.example ${'y'.repeat(10_000_000)}`);

    expect([...(kept ?? '')].length).toBeLessThanOrEqual(500);
    expect(kept).not.toMatch(/mod@|own\.example/);
  });
});
