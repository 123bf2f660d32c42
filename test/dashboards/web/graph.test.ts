import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { graphOf } from '../../../dashboards/panels/graph.ts';
import type { PanelRow } from '../../../dashboards/panels/read.ts';
import { rejectionGraph } from '../../../dashboards/panels/rejection-graph.ts';
import { graphHeight, graphOption } from '../../../dashboards/web/parts/graph-option.ts';
import { panelPart } from '../../../dashboards/web/parts/panel.ts';
import { hostileTexts } from '../../store/hostile-texts.ts';
import { now } from './fleet.ts';

const says = '412 of 2900 peers publish a list we may read';
const aRow = (who: string, whom: string, changes: PanelRow = {}): PanelRow => ({
  id: `${who} ${whom}`,
  source: who,
  target: whom,
  mainstat: 'Rejects',
  secondarystat: null,
  detail__target: 'hosted server',
  detail__sources: 2,
  detail__targets: 1,
  detail__coverage: says,
  ...changes,
});
const html = (rows: readonly PanelRow[]) => String(panelPart(rejectionGraph, rows, { nowMs: now }));
const rows = [
  aRow('one.example', 'ours.example', { secondarystat: 1_200 }),
  aRow('two.example', 'ours.example', { mainstat: 'Limits' }),
  aRow('two.example', 'cut-off.example', { detail__target: 'peer, an island' }),
];

describe('the picture of who rejects whom', () => {
  it('says the same as a table, and of how many peers it can tell', () => {
    const page = load(html(rows));
    const cells = page('tbody tr')
      .toArray()
      .map((row) =>
        page(row)
          .children()
          .toArray()
          .map((cell) => page(cell).text()),
      );

    expect(cells).toEqual([
      ['one.example', 'Rejects', 'ours.example hosted server', '1,200'],
      ['two.example', 'Limits', 'ours.example hosted server', 'not told'],
      ['two.example', 'Rejects', 'cut-off.example peer, an island', 'not told'],
    ]);
    expect(page('caption').text()).toContain(`${says}.`);
    expect(page('section > p').text()).toContain(`${says}.`);
    expect(
      page('svg text')
        .toArray()
        .map((text) => page(text).text()),
    ).toEqual([...['one.example', 'two.example', 'ours.example', 'cut-off.example']]);
  });

  it('says how many it leaves out, or that it has all', () => {
    const many = rows.map((row) => ({ ...row, detail__sources: 31, detail__targets: 14 }));

    expect(html(many)).toContain(
      'Drawn are the largest; left out are 29 of 31 who reject or limit, and 12 of 14 whom that is about.',
    );
    expect(html(rows.map((row) => ({ ...row, detail__targets: 2 })))).toContain('All 4 servers are drawn.');
  });

  it('says of own lists alone that they name nobody: imported ones are not drawn', () => {
    expect(html([])).toContain(
      "No server's own list that we may read rejects or limits one of these servers. Imported lists are not drawn.",
    );
  });

  it('is the same whenever it is asked for, and no two names touch', () => {
    const crowd = Array.from({ length: 24 }, (_, index) =>
      aRow(`peer-${index}.example`, `ours-${index % 12}.example`),
    );
    const graph = graphOf(crowd);
    const { series } = graphOption(graph) as { series: { data: { value: [number, number] }[] } };

    expect(html(crowd)).toBe(html(crowd));
    const [left, right] = [true, false].map((isLeft) =>
      series.data.flatMap(({ value: [x, y] }) => (x < 320 === isLeft ? [y] : [])),
    );
    for (const heights of [left!, right!])
      for (const [index, y] of heights.entries())
        if (index > 0) expect(y - heights[index - 1]!).toBeGreaterThanOrEqual(20);
    expect(Math.max(...series.data.map(({ value: [, y] }) => y))).toBeLessThan(graphHeight(graph));
  });

  it('has a line for every row that is between two servers, of which one may stand at both ends', () => {
    const { sources, aims } = graphOf([
      aRow('both.example', 'ours.example'),
      aRow('one.example', 'both.example', { detail__target: 'hosted server, an island' }),
    ]);

    expect(sources).toEqual(['one.example']);
    expect(aims.map(({ name }) => name)).toEqual(['ours.example', 'both.example']);
  });

  it('writes nothing into the page that its policy forbids, and follows the scheme', () => {
    const picture = /<svg[\s\S]*<\/svg>/.exec(html(rows))![0];

    expect(picture).not.toMatch(/style|script|class=|ecmeta|href/);
    expect(picture).toMatch(/stroke-dasharray/);
    for (const [, colour] of picture.matchAll(/(?:fill|stroke)="([^"]+)"/g))
      expect(colour).toMatch(/^(?:none|currentColor|transparent|var\(--[\w-]+\)|#000|rgb\(0,0,0\))$/);
  });

  it.each([...hostileTexts, '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'constructor'])(
    'shows hostile names as text, and changes no object: %j',
    (name) => {
      const shown = html([aRow(name, name), aRow(name, 'ours.example'), aRow('one.example', name)]);

      expect(shown).not.toMatch(/<script|<img|\u202e/);
      expect(shown.match(/<svg /g)).toHaveLength(1);
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );
});
