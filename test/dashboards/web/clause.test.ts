import { expect, it } from 'vitest';
import { clause } from '../../../dashboards/web/parts/finding.ts';

const source = { title: 'RFC 9110', section: '6.6.1', url: 'https://www.rfc-editor.org/rfc/rfc9110' };

it('a clause shows the day on which it was read', () => {
  expect(clause({ ...source, verified: '2026-11-22' }).toString()).toContain('(read on 2026-11-22)');
});

it('a clause that nobody read shows its link and nothing about reading', () => {
  const shown = clause(source).toString();

  expect(shown).toContain('href="https://www.rfc-editor.org/rfc/rfc9110"');
  expect(shown).not.toMatch(/read|memory|\(/);
});
