import { expect, it } from 'vitest';
import { redactionsIn } from '../../../model/evidence/redaction.ts';

it('finds every sign by its place in bytes, also behind longer characters', () => {
  const text =
    '{"né":"[person]","b":"person-0a1b2c3d","c":"… wrote [e-mail]","[key 12]":"[text]","d":["[removed]","[other]"]}';
  const bytes = Buffer.from(text);

  const found = redactionsIn(text);

  expect(found.map(({ kind }) => kind)).toEqual([
    'person',
    'pseudonym',
    'words',
    'e-mail',
    'key',
    'text',
    'removed',
    'other',
  ]);
  expect(found.map(({ offset, length }) => bytes.subarray(offset, offset + length).toString())).toEqual([
    '[person]',
    'person-0a1b2c3d',
    '…',
    '[e-mail]',
    '[key 12]',
    '[text]',
    '[removed]',
    '[other]',
  ]);
});

it('finds nothing in a text without signs', () => {
  expect(redactionsIn('{"person":"persons-0a1b2c3d","key":[12]}')).toEqual([]);
});
