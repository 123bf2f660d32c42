import { expect, it } from 'vitest';
import { tongueOf } from '../../../dashboards/reports/words/tongue.ts';

const ones = { hidden: '1', 'not-supported': '1', declined: '1', failed: '1', unread: '1' };
const log = { rows: '1', hash: 'h', chain: 'c', signature: 's' };

it.each([
  [
    'en',
    'Of the others 1 keeps it to itself, 1 has none, 1 was not asked',
    '1 row, hash h',
    'on 1 of 1 day;',
  ],
  [
    'de',
    'Von den übrigen hält 1 sie unter Verschluss, 1 hat keine, 1 wurde',
    '1 Eintrag, Hashwert h',
    'an 1 von 1 Tag ',
  ],
  [
    'fr',
    'Parmi les autres, 1 la garde pour lui, 1 n’en a pas, 1 n’a pas été',
    '1 entrée, empreinte h',
    'lues 1 jour sur 1 ',
  ],
] as const)('a word agrees with one of its kind, in %s', (language, unread, head, days) => {
  const { frame, defederation, licence } = tongueOf(language).words;

  expect(defederation.unread(ones)).toContain(unread);
  expect(frame.headCell(log)).toContain(head);
  expect(licence.days({ days: '1', read: '1', rest: '1' })).toContain(days);
});

it('and with more of it', () => {
  const { frame, defederation } = tongueOf('de').words;

  expect(defederation.coverage({ readable: '2', known: '3', partial: undefined })).toContain(
    '2 von 3 Servern veröffentlichen',
  );
  expect(frame.headCell({ ...log, rows: '2' })).toContain('2 Einträge, Hashwert h');
});
