import { describe, expect, test } from 'vitest';
import { shown } from '../../rules/facts/shown.ts';

describe('shown', () => {
  test.each([
    ['plain text', 'text/html', '"text/html"'],
    ['nothing', undefined, 'nothing'],
    ['a terminal escape', 'a\u001b[31mb', '"a [31mb"'],
    ['line breaks', 'a\r\nb\u2028c', '"a  b c"'],
    ['text that runs backwards', 'a\u202eb', '"a b"'],
    ['half a surrogate', 'a\ud800b', '"a b"'],
  ])('%s', (_name, text, wanted) => {
    expect(shown(text)).toBe(wanted);
  });

  test('long text is cut at 120 characters', () => {
    expect(shown('x'.repeat(500))).toBe(`"${'x'.repeat(120)}…"`);
  });
});
