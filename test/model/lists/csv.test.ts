import { describe, expect, it } from 'vitest';
import { armed, csvLine, csvRecords, csvTexts, defused } from '../../../model/lists/csv.ts';
import { randomSource } from './texts.ts';

const textsOf = (text: string) => [...csvRecords(text)].map(({ cells }) => cells.map((cell) => cell.text));

describe('a CSV file', () => {
  it('is read with quotes, line breaks in cells, CRLF and the line of each record', () => {
    const records = [...csvRecords('a,"b ""x"", c"\r\n"two\nlines",d\n\n"",\nlast')];

    expect(records.map(({ line, cells }) => [line, cells.map(({ text }) => text)])).toEqual([
      [1, ['a', 'b "x", c']],
      [2, ['two\nlines', 'd']],
      [4, ['']],
      [5, ['', '']],
      [6, ['last']],
    ]);
    expect(records[3]?.cells.map(({ quoted }) => quoted)).toEqual([true, false]);
  });

  it.each([
    ['a quote that never ends', 'a,"b\nc,d\n'],
    ['text behind a closing quote', 'a,"b"x\nc,d\n'],
  ])('goes on behind %s with the next line', (_what, text) => {
    const records = [...csvRecords(text)];

    expect(records.map(({ line, broken }) => [line, broken])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it('is read as texts alone, a broken record up to its wrong quote', () => {
    const texts = [...csvTexts('a,"b ""x"" c"\nc,"d"e,f\ng')];

    expect(texts).toEqual([['a', 'b "x" c'], ['c'], ['g']]);
  });

  it('is looked at a bounded number of times, whatever its quotes', () => {
    const hostile = '"a""\n'.repeat(100_000);

    expect([...csvRecords(hostile)].length).toBeLessThanOrEqual(100_000);
  });
});

describe('a written cell', () => {
  const style = { newline: '\n', quoteEmpty: true };

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\uff1d1', "'=1", "''=1"])(
    'that would be a formula gets an apostrophe and loses it again: %j',
    (text) => {
      expect(defused(text)).toBe(`'${text}`);
      expect(armed(defused(text))).toBe(text);
    },
  );

  it.each(['plain', "it's", "'quoted'", '', "'", '#remark', 'a=b'])('is left alone otherwise: %j', (text) => {
    expect(defused(text)).toBe(text);
    expect(armed(text)).toBe(text);
  });

  it('never begins as a formula, and reads back as it was, for texts of any kind', () => {
    const random = randomSource(7);
    for (let round = 0; round < 2_000; round += 1) {
      const cells = [random.text(), random.text()];
      const line = csvLine(cells, style);
      const read = [...csvRecords(line)][0]!.cells.map(({ text }) => text);

      for (const text of read) expect(text).not.toMatch(/^[=+\-@\t\r\n]/);
      expect(read.map(armed)).toEqual(cells);
    }
  });

  it('tells an empty text from none, where the program does', () => {
    expect(csvLine(['', undefined], style)).toBe('"",\n');
    expect(csvLine(['', undefined], { newline: '\r\n', quoteEmpty: false })).toBe(',\r\n');
    expect(textsOf('"",\n')).toEqual([['', '']]);
  });
});
