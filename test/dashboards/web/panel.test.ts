import { describe, expect, it } from 'vitest';
import { panels } from '../../../dashboards/boards/index.ts';
import type { Panel, PanelKind } from '../../../dashboards/panels/panel.ts';
import type { PanelRow } from '../../../dashboards/panels/read.ts';
import { panelPart, panelTrouble } from '../../../dashboards/web/parts/panel.ts';
import { hostileTexts } from '../../store/hostile-texts.ts';
import { ago, now } from './fleet.ts';

const aPanel = (kind: PanelKind, changes: Partial<Panel> = {}): Panel => ({
  id: 'any',
  title: 'Any title',
  question: 'How is it?',
  sql: 'SELECT 1',
  parameters: [],
  kind,
  unit: 'count',
  action: 'Look there.',
  ...changes,
});
const html = (panel: Panel, rows: readonly PanelRow[]) => String(panelPart(panel, rows, { nowMs: now }));
const points = (series: string, values: readonly number[]): PanelRow[] =>
  values.map((value, index) => ({ time: ago(3600 - 300 * index), series, value }));

describe('a panel on a page', () => {
  it('shows a number in its unit, how bad it is, and what to do', () => {
    const thresholds = { worse: 'above', warning: 900, critical: 1800 } as const;
    const panel = aPanel('number', { unit: 'seconds', thresholds });

    expect(html(panel, [{ age: 60 }])).toContain('<strong>1 min</strong>');
    expect(html(panel, [{ age: 60 }])).not.toContain('<details open>');
    expect(html(panel, [{ age: 1000 }])).toContain('Needs a look');
    expect(html(panel, [{ age: 1800 }])).toContain('Needs action');
    expect(html(panel, [{ age: 1800 }])).toContain(
      '<details open><summary>What to do</summary><p>Look there.</p>',
    );
    expect(html(panel, [{ age: null }])).toContain('no data yet');
  });

  it('links servers and writes instants in a table', () => {
    const shown = html(aPanel('table'), [{ Server: 'social.example', Since: ago(7200), Left: null }]);

    expect(shown).toContain('href="/servers/social.example"');
    expect(shown).toContain('2 h ago');
    expect(shown).toContain('<div>–</div>');
  });

  it('cuts a long table where there is a page with all of it, and says so', () => {
    const rows = Array.from({ length: 30 }, (_, at) => ({ Server: `s${at}.example`, value: at }));
    const cut = String(panelPart(aPanel('table'), rows, { nowMs: now, whole: '/boards/any?rows=all' }));

    expect(cut).toContain('The first 8 of 30 rows are shown.');
    expect(cut).toContain('<a href="/boards/any?rows=all#any">Show all 30</a>');
    expect(cut.match(/role="rowheader"/g)).toHaveLength(8);
    for (const whole of [
      html(aPanel('table'), rows),
      String(panelPart(aPanel('table'), rows.slice(22), { nowMs: now, whole: '/x' })),
    ])
      expect(whole).not.toContain('rows are shown');
    expect(html(aPanel('table'), rows).match(/role="rowheader"/g)).toHaveLength(30);
  });

  it.each(['series', 'timeline'] as const)('draws a %s with its values as a table', (kind) => {
    const shown = html(aPanel(kind), [...points('a.example', [1, 0, 1]), ...points('b.example', [1, 1, 1])]);

    expect(shown).toContain('role="img"');
    expect(shown).toMatch(/<svg [^>]*viewBox=/);
    expect(shown.match(/role="rowheader"/g)).toHaveLength(3);
    expect(shown).toContain('data-label="b.example"');
  });

  it('draws the worst lines where not all fit, and says how many are left out', () => {
    const rows = Array.from({ length: 15 }, (_, index) => points(`s${index}.example`, [index])).flat();
    const shown = html(aPanel('series'), rows);

    expect(shown).toContain('3 more are not drawn');
    expect(shown).toContain('s14.example');
    expect(shown).not.toContain('s2.example');
  });

  it('writes nothing into the page that its policy forbids: no style, no script, no colour that ignores the scheme', () => {
    for (const kind of ['series', 'timeline', 'bars'] as const) {
      const rows = kind === 'bars' ? [{ name: 'a', value: 2 }] : points('a.example', [1, 0]);
      const picture = /<svg[\s\S]*<\/svg>/.exec(html(aPanel(kind), rows))![0];

      expect(picture).not.toMatch(/style|script|class=|ecmeta|href/);
      for (const [, colour] of picture.matchAll(/(?:fill|stroke)="([^"]+)"/g))
        expect(colour).toMatch(/^(?:none|currentColor|var\(--[\w-]+\)|#000|rgb\(0,0,0\))$/);
    }
  });

  it('shows hostile texts as text, whatever is drawn', () => {
    for (const text of [
      ...hostileTexts,
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      'x'.repeat(10_000),
    ])
      for (const kind of ['table', 'bars', 'series', 'timeline'] as const) {
        const rows =
          kind === 'table' || kind === 'bars' ? [{ Server: text, value: 1 }] : points(text, [1, 1]);
        const shown = html(aPanel(kind), rows);
        expect(shown).not.toMatch(/<script|<img|\u202e/);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }
  });

  it('says what to do where there is nothing, or no answer', () => {
    for (const panel of panels)
      expect(html(panel, [])).toMatch(/Nothing in this window|no data yet|own list that we may read/);
    expect(String(panelTrouble(aPanel('bars'), 'The store did not answer.'))).toContain(
      'The store did not answer.',
    );
  });
});
