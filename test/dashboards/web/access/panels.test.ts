import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boards, panels } from '../../../../dashboards/boards/index.ts';
import { readPanel } from '../../../../dashboards/panels/read.ts';
import { customerStore } from '../../../../dashboards/web/guard/customer/store.ts';
import { ago, fleet, now } from '../fleet.ts';
import { type Site, siteOf } from '../site.ts';
import { contestedStore, own } from './contested.ts';
import { bearer, guardedDeps } from './people.ts';

const whole = fleet();
/** Hosted servers of other customers: not one of them may be named to this one. */
const others = whole.servers.filter(({ role, host: name }) => role === 'hosted' && name !== own);
const foreign = others.flatMap(({ host: name, customer }) => [name, customer ?? '']);
/** A row that says more than that there is nothing. */
const isAnswer = (row: Record<string, unknown>) =>
  Object.values(row).some((cell) => cell !== null && cell !== 0);
const window = { from: ago(86_400), to: new Date(now).toISOString() };
let stored: Awaited<ReturnType<typeof contestedStore>>;
let site: Site;

beforeAll(async () => {
  stored = await contestedStore();
  site = await siteOf(guardedDeps(stored.store));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

const asked = (path: string) => site.ask(path, { headers: bearer('customer') });

describe('panels that the people of a customer see', () => {
  it.each(boards.map(({ id }) => id))(
    'name no server of another customer: board %s, as page, JSON and CSV',
    async (id) => {
      for (const query of ['', 'format=json', 'format=csv&table=1']) {
        const { status, text } = await asked(`/boards/${id}?${query}`);
        expect(status).toBe(200);
        for (const name of foreign) expect(text, `${id} ${query}`).not.toContain(name);
      }
    },
  );

  it('answer nothing about the server of another customer, by whatever name it is asked for', async () => {
    const { text } = await asked(
      '/boards/server?server=ville.example&customer=Ville+d%E2%80%99Exemple&format=json',
    );

    for (const { id, rows } of JSON.parse(text).panels) expect([id, rows.filter(isAnswer)]).toEqual([id, []]);
  });

  it('are those that can be asked about one customer, and no other panel answers', async () => {
    const part = { customer: 'Stadt Beispiel', own: [own], others: others.map((server) => server.host) };
    const store = customerStore(stored.store, part);
    for (const panel of panels) {
      const read = readPanel(store, panel, { ...window, customer: 'Ville d’Exemple' });
      if (!panel.parameters.includes('customer'))
        await expect(read, panel.id).rejects.toThrow('not for customers');
      else expect(JSON.stringify(await read), panel.id).not.toContain('ville.example');
    }
  });

  it('tell of their own servers what the whole site tells of these', async () => {
    const rejected = await asked('/boards/defederation?format=json');
    const found = (id: string) =>
      JSON.parse(rejected.text).panels.find((panel: { id: string }) => panel.id === id).rows;

    expect(found('who-rejects-us').map((row: Record<string, string>) => row['Peer'])).toEqual([
      'peer-one.example',
    ]);
    expect(found('rejections')).toEqual([{ peers: 1 }]);
    const { text } = await asked('/boards/now?format=json');
    expect(text).toContain('"Name":"stadt.example"');
    expect(text).not.toContain('of ville.example');
    const everything = await site.ask('/boards/now?format=json', { headers: bearer('admin') });
    expect(everything.text).toContain('of ville.example');
  });

  it('draw who rejects their servers, without the server of another customer that does so too', async () => {
    for (const path of [`/servers/${own}/defederation`, '/boards/defederation']) {
      const { text } = await asked(path);
      const drawn = /<section [^>]*id="rejection-graph"[\s\S]*?<\/section>/.exec(text)?.[0];
      expect(drawn).toMatch(/<svg [\s\S]*peer-one/);
      for (const name of foreign) expect(text, path).not.toContain(name);
    }
    const everything = await site.ask(`/servers/${own}/defederation`, { headers: bearer('admin') });
    expect(everything.text).toMatch(/<svg [\s\S]*ville\.example[\s\S]*<\/svg>/);
  });

  it('stand on Now and on the page of a server too', async () => {
    expect((await asked('/')).text).toContain('id="availability-timeline"');
    expect((await asked(`/servers/${own}`)).text).toContain('id="latency-phases"');
  });

  it('do not open the SQL endpoint', async () => {
    const { status } = await site.ask('/clickhouse?query=SELECT+1', { headers: bearer('customer') });

    expect(status).toBe(403);
  });
});
