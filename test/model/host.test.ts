import { expect, test } from 'vitest';
import { type HostRefusal, parseHost } from '../../model/host.ts';

const accepted: readonly [text: string, host: string][] = [
  ['social.example', 'social.example'],
  ['Social.Example.', 'social.example'],
  ['münchen.example', 'xn--mnchen-3ya.example'],
  ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
];

test.each(accepted)('%s names %s', (text, host) => {
  expect(parseHost(text)).toEqual({ ok: true, host });
});

const refused: readonly [text: string, refusal: HostRefusal][] = [
  ['', 'empty'],
  [`${'a'.repeat(300)}.example`, 'too-long'],
  ['social .example', 'has-space'],
  ['social.example\n', 'has-space'],
  ['user@social.example', 'has-userinfo'],
  ['user:secret@social.example', 'has-userinfo'],
  ['social.example:8443', 'has-port'],
  ['https://social.example', 'has-path'],
  ['social.example/about', 'has-path'],
  ['https://social.example/@alice', 'has-path'],
  ['127.0.0.1', 'ip-literal'],
  ['[::1]', 'ip-literal'],
  ['::1', 'ip-literal'],
  ['2130706433', 'ip-literal'],
  ['0x7f.1', 'ip-literal'],
  ['localhost', 'single-label'],
  ['-a.example', 'bad-label'],
  ['a_b.example', 'bad-label'],
  [`${'a'.repeat(64)}.example`, 'bad-label'],
];

test.each(refused)('%j is refused as %s', (text, refusal) => {
  expect(parseHost(text)).toEqual({ ok: false, refusal });
});
