import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { ThresholdsMode, VariableRefresh, VariableType } from '@grafana/grafana-foundation-sdk/dashboard';
import { type CheerioAPI, load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { boards } from '../../../dashboards/boards/index.ts';
import { grafanaFiles } from '../../../dashboards/export/files.ts';
import type { Panel } from '../../../dashboards/panels/panel.ts';
import { type PanelRow, readPanel } from '../../../dashboards/panels/read.ts';
import { aMissed, anObservation, host } from '../../store/examples.ts';
import { contestedStore } from '../web/access/contested.ts';
import { ago, now } from '../web/fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from '../web/site.ts';
import { type BoardVariable, type Choice, expanded } from './expand.ts';
import { readable, shownOn } from './shown.ts';
import { typedBoards } from './typed-boards.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'dashboards', 'grafana');
const committed = (path: string) => readFileSync(join(folder, path), 'utf8');

interface BoardJson {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly templating?: { readonly list: readonly (BoardVariable & { readonly query: string })[] };
  readonly panels: readonly {
    readonly id: number;
    readonly type: string;
    readonly title: string;
    readonly datasource: { readonly uid: string };
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly targets: readonly { readonly rawSql: string; readonly datasource: { readonly uid: string } }[];
  }[];
}
interface Asking {
  readonly variables: readonly BoardVariable[];
  readonly choice: Choice;
}
/** What the site is asked, as its address bar has it. */
const questionOf = ({ from, to, variables }: Choice) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
  ...variables,
});
const files = globSync('boards/*.json', { cwd: folder }).toSorted();
const read = (path: string): BoardJson => JSON.parse(committed(path));
/** The panels of the board that a file is made of. */
const panelsOf = (file: string) =>
  boards.find(({ id }) => read(file).uid === `fediscope-${id}`)?.rows.flat() ?? [];
const dataSourceUid = parse(committed('provisioning/datasources/fediscope.yaml')).datasources[0].uid;

describe('the boards for Grafana', () => {
  it('are what the panels say: run npm run -s fediscope -- dashboards build after a change', () => {
    const made = grafanaFiles();

    for (const { path, text } of made) expect(committed(path), path).toBe(text);
    expect(globSync('**/*.*', { cwd: folder }).toSorted()).toEqual(made.map(({ path }) => path).toSorted());
  });

  it('have the types of the SDK of Grafana, and of its closed sets one word each', () => {
    expect(Object.keys(typedBoards).map((name) => `boards/${name}.json`)).toEqual(files);
    for (const { panels: drawn, templating } of Object.values(typedBoards)) {
      for (const { fieldConfig } of drawn)
        expect(Object.values(ThresholdsMode)).toContain(fieldConfig.defaults.thresholds.mode);
      for (const { refresh, type } of templating.list) {
        expect(Object.values(VariableRefresh)).toContain(refresh);
        expect(Object.values(VariableType)).toContain(type);
      }
    }
  });

  it('can be read by Grafana: types it knows, ids that are unique, a grid without overlaps', () => {
    expect(new Set(files.map((file) => read(file).uid)).size).toBe(boards.length);
    for (const file of files) {
      const board = read(file);
      expect(board.schemaVersion).toBeGreaterThanOrEqual(36);
      expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length);
      const cells = board.panels.flatMap(({ gridPos: { x, y, w, h } }) => {
        expect(x + w).toBeLessThanOrEqual(24);
        return Array.from({ length: w * h }, (_, index) => `${x + (index % w)}/${y + Math.floor(index / w)}`);
      });
      expect(new Set(cells).size).toBe(cells.length);
      for (const panel of board.panels) {
        expect(['stat', 'timeseries', 'barchart', 'table', 'state-timeline', 'nodeGraph']).toContain(
          panel.type,
        );
        expect(panel.targets).toHaveLength(1);
      }
    }
  });

  it('ask one data source, the one that is provisioned, which nobody changes by hand', () => {
    expect(dataSourceUid).toBe('fediscope-clickhouse');
    expect(parse(committed('provisioning/dashboards/fediscope.yaml')).providers[0].allowUiUpdates).toBe(
      false,
    );
    for (const text of files.map(committed))
      for (const [, uid] of text.matchAll(/"datasource": \{\s*"type": "[\w-]+",\s*"uid": "([^"]+)"/g))
        expect(uid).toBe(dataSourceUid);
  });
});

it('the composition gives Grafana every variable that its data source takes', () => {
  const compose = parse(readFileSync(join(folder, '..', '..', 'docker-compose.yml'), 'utf8'));
  const taken = committed('provisioning/datasources/fediscope.yaml').matchAll(/\$(FEDISCOPE_\w+)/g);

  for (const [, name] of taken) expect(Object.keys(compose.services.grafana.environment)).toContain(name);
});

/** What a fleet leaves of which the boards tell, besides the usual: a certificate, and a question that was not put. */
const more = [
  anObservation({
    server: host('stadt.example'),
    probe: 'tls',
    scheduledAt: ago(20),
    startedAt: ago(20),
    data: { sessions: [{ chain: [{ validTo: '2026-12-01T00:00:00.000Z' }] }] },
  }),
  aMissed(ago(300), { server: host('stadt.example') }),
];

describe.each([
  ['with data', () => contestedStore({ observations: more })],
  ['without any data', () => storeWith({ servers: [], observations: [], findings: [] })],
] as const)('every question of the boards, over HTTP on a store %s', (which, filled) => {
  let kept: Awaited<ReturnType<typeof storeWith>>;
  let site: Site;
  let client: ClickHouseClient;

  beforeAll(async () => {
    kept = await filled();
    await kept.store.countWork({ isWanted: () => true });
    site = await siteOf(depsOf(kept.store));
    const clickhouse_settings = {
      date_time_output_format: 'iso',
      output_format_json_quote_64bit_integers: 0,
    } as const;
    client = createClient({ url: site.url, pathname: '/clickhouse', clickhouse_settings });
  });
  afterAll(async () => {
    await client.close();
    await site.close();
    await kept.close();
  });

  const rows = async (sql: string) =>
    (await client.query({ query: sql, format: 'JSONEachRow' })).json<PanelRow>();
  /** A panel that stands on several boards is asked once, in each way. */
  const answers = new Map<string, readonly PanelRow[]>();
  const choices: readonly (Choice & { readonly about: string })[] = [
    { about: 'everyone', from: now - 86_400_000, to: now },
    {
      about: 'one server',
      from: now - 3 * 86_400_000 + 1,
      to: now,
      variables: { server: 'stadt.example', customer: 'Stadt Beispiel' },
    },
  ];

  /** What Grafana gets is, to the last digit, what the site reads. */
  const answerTo = async (rawSql: string, panel: Panel, { choice, variables: known }: Asking) => {
    const sql = expanded(rawSql, known, choice);
    const before = answers.get(sql);
    if (before !== undefined) return before;
    const [answer, read] = [await rows(sql), await readPanel(kept.store, panel, questionOf(choice))];
    answers.set(sql, answer);
    // Merges go on in the background: of sizes only the names stay.
    if (panel.id === 'store-size') expect(tables(answer)).toEqual(tables(read));
    else expect(answer, panel.id).toEqual(read);
    return answer;
  };
  const tables = (list: readonly PanelRow[]) => list.map((row) => row['Table']).toSorted();

  /** A page asks all of its questions: one for each board is enough, where there is something to see. */
  const pageOf = async ({ uid }: BoardJson, choice: Choice) => {
    if (which !== 'with data' || choice.variables !== undefined) return undefined;
    const id = uid.replace('fediscope-', '');
    const { status, text } = await site.ask(
      `/boards/${id}?${new URLSearchParams({ ...questionOf(choice), rows: 'all' })}`,
    );
    expect(status).toBe(200);
    return load(text);
  };
  const expectShown = (page: CheerioAPI, panel: Panel, answer: readonly PanelRow[]) => {
    const [shown, wanted] = [shownOn(page, panel), readable(panel, answer)];
    if (panel.id === 'store-size') expect(shown.length).toBe(wanted.length);
    else expect(shown, panel.id).toEqual(wanted);
    expect(shown.length, panel.id).toBeGreaterThan(0);
  };

  it.each(files)('%s: asks for the panels of our board, and its variables have values', async (file) => {
    const { panels, templating } = read(file);
    expect(panels.map(({ title }) => title)).toEqual(panelsOf(file).map(({ title }) => title));
    for (const { query } of templating?.list ?? []) expect(await rows(query)).toBeInstanceOf(Array);
  });

  it.each(choices.flatMap((choice) => files.map((file) => ({ file, about: choice.about, choice }))))(
    '$file about $about: no error, and the numbers of the site, as its pages show them',
    async ({ file, choice }) => {
      const board = read(file);
      const variables = board.templating?.list ?? [];
      const page = await pageOf(board, choice);
      for (const [index, panel] of panelsOf(file).entries()) {
        const { rawSql } = board.panels[index]!.targets[0]!;
        const answer = await answerTo(rawSql, panel, { variables, choice });
        if (page !== undefined) expectShown(page, panel, answer);
      }
    },
  );
});
