import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boards, panels } from '../../../dashboards/boards/index.ts';
import { panelParameters } from '../../../dashboards/panels/panel.ts';
import { readPanel } from '../../../dashboards/panels/read.ts';
import { ago, fleet, now } from '../web/fleet.ts';
import { storeWith } from '../web/site.ts';

const day = { from: ago(86_400), to: new Date(now).toISOString() };
let site: Awaited<ReturnType<typeof storeWith>>;

beforeAll(async () => {
  site = await storeWith(fleet());
});
afterAll(() => site.close());

const byId = (id: string) => panels.find((panel) => panel.id === id)!;
const read = (id: string, asked = {}) => readPanel(site.store, byId(id), { ...day, ...asked });

describe('panels', () => {
  it('have an id each, stand on a board, and ask for the parameters that their SQL has', () => {
    expect(panels.length).toBeGreaterThanOrEqual(16);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(boards.map(({ id }) => id)).size).toBe(boards.length);
    for (const { id, sql, parameters } of panels) {
      const used = [...sql.matchAll(/\{(\w+):([^}]+)\}/g)].map(([, name, type]) => `${name}:${type}`);
      const declared = parameters.map((name) => `${name}:${panelParameters[name]}`);
      expect([...new Set(used)].toSorted(), id).toEqual(declared.toSorted());
    }
  });

  it('say what the federation sees of each hosted server, the one that is down first', async () => {
    const rows = await read('hosted-servers');

    expect(rows.map((row) => [row['Server'], row['State'], row['Failing rules']])).toEqual([
      ['ville.example', 'down', null],
      ['stadt.example', 'up', 3],
      ['neu.example', 'up', 1],
      ['first-visit.example', 'not seen', null],
      ['social.example', 'up', null],
      ['store.example', 'not seen', null],
    ]);
  });

  it('tell of one server or one customer when they are asked so', async () => {
    const servers = async (asked: object) =>
      (await read('hosted-servers', asked)).map((row) => row['Server']);

    expect(await servers({ server: 'stadt.example' })).toEqual(['stadt.example']);
    expect(await servers({ customer: 'Stadt Beispiel' })).toEqual(['stadt.example']);
    expect(await servers({ server: 'stadt.example', customer: 'Neue Behörde' })).toEqual([]);
    expect(await servers({ server: "x' OR 1 = 1 --" })).toEqual([]);
  });

  it('count what is down, how old the data is, and how long until peers give up', async () => {
    expect(await read('hosted-down')).toEqual([{ down: 1 }]);
    expect(await read('data-age')).toEqual([{ age: 34 }]);
    expect(await read('delivery-clock')).toEqual([
      {
        Server: 'ville.example',
        'Down since': ago(34),
        'Delivery stops at': '2026-11-27T00:00:00Z',
        'Hours left': 121,
      },
    ]);
  });

  it('reckon the error budget of each server by its own objective, and say where there is none', async () => {
    const promised = fleet().servers.find(({ host }) => host === 'ville.example')!;
    await site.store.enrol([{ ...promised, objective: 99.5 }]);
    const rows = await read('error-budget');

    expect(rows.find((row) => row['Server'] === 'ville.example')).toEqual({
      Server: 'ville.example',
      Objective: '99.5 %',
      'Availability %': 0,
      'Bad minutes': 5,
      'Allowed minutes': 7.2,
      'Left %': 30.6,
    });
    expect(rows.find((row) => row['Server'] === 'stadt.example')).toMatchObject({
      Objective: 'no objective set',
      'Bad minutes': 0,
      'Allowed minutes': null,
      'Left %': null,
    });
  });

  it('leave out what is not in the window', async () => {
    const before = { from: ago(3 * 86_400), to: ago(2 * 86_400) };

    expect(await read('availability', before)).toEqual([]);
    expect(await read('failures-by-code', before)).toEqual([]);
    expect(await read('data-age', before)).toEqual([{ age: null }]);
  });
});
