import { describe, expect, it } from 'vitest';
import type { SourceFile } from './source-file.ts';
import { violations } from './violations.ts';

/** Tests of a probe, for success and for each trouble. */
const probeTests = (id: string): SourceFile => ({
  path: `test/crawler/probes/${id}.test.ts`,
  text: [
    `const place = placeFor('${id}', {});`,
    "test('records what it saw', async () => {});",
    "testTroubles(place, 'here', {",
    ...['dns', 'connect', 'tls', 'http', 'body', 'robots', 'budget', 'stopping'].map(
      (name) => `  ${name}: x,`,
    ),
    '});',
  ].join('\n'),
});

/** A small checkout without a fault; each test plants one. */
const sound: readonly SourceFile[] = [
  { path: 'model/host.ts', text: "import { isIP } from 'node:net';\nexport const a = isIP;\n" },
  {
    path: 'crawler/probes/dns.ts',
    text: "import { a } from '../../model/host.ts';\nexport const dns = defineProbe({ a });\n",
  },
  {
    path: 'crawler/probes/index.ts',
    text: "import { dns } from './dns.ts';\nexport const probes = [dns];\n",
  },
  {
    path: 'crawler/net/connect.ts',
    text: "import { connect } from 'node:net';\nexport const c = connect;\n",
  },
  {
    path: 'rules/tls/chain.ts',
    text: "import type { D } from '../../crawler/probes/dns.ts';\nexport const chain = defineRule<D>({});\n",
  },
  {
    path: 'rules/index.ts',
    text: "import { chain } from './tls/chain.ts';\nexport const rules = [chain];\n",
  },
  {
    path: 'analyzer/evaluate.ts',
    text: "import { rules } from '../rules/index.ts';\nexport const e = rules;\n",
  },
  { path: 'bin/fediscope.ts', text: 'console.log(process.env, Date.now());\n' },
  {
    path: 'test/fediverse/mastodon.ts',
    text: "import { createServer } from 'node:http';\nexport { createServer };\n",
  },
];

const tested: readonly SourceFile[] = [...sound, probeTests('dns')];

const plant = (path: string, text: string) => violations([...tested, { path, text }]);

describe('the architecture check', () => {
  it('finds nothing wrong with a sound checkout', () => {
    expect(violations(tested)).toEqual([]);
  });

  it.each([
    [
      'a back-edge from the model to the crawler',
      'model/visit.ts',
      "import { dns } from '../crawler/probes/dns.ts';",
    ],
    ['a type of the store in the model', 'model/row.ts', "import type { Row } from '../store/row.ts';"],
    ['a rule that runs a probe', 'rules/run.ts', "import { dns } from '../crawler/probes/dns.ts';"],
    ['a rule that sees a type of the visit', 'rules/see.ts', "import type { V } from '../crawler/visit.ts';"],
    [
      'a dynamic import of the analyzer in the crawler',
      'crawler/late.ts',
      "await import('../analyzer/evaluate.ts');",
    ],
    ['a re-export of a rule by the store', 'store/all.ts', "export { rules } from '../rules/index.ts';"],
    ['an import of many lines', 'store/many.ts', "import {\n  rules,\n} from '../rules/index.ts';"],
    ['a page that imports a rule', 'dashboards/web/x.ts', "import { rules } from '../../rules/index.ts';"],
    ['a bare import for its effect', 'store/effect.ts', "import '../bin/fediscope.ts';"],
  ])('catches %s', (_what, path, text) => {
    expect(plant(path, text).join()).toContain('wrong direction');
  });

  it.each([
    ['at run time', "import { a } from '../../../model/host.ts';"],
    ['by its types', "import type { A } from '../../../model/host.ts';"],
    ['by way of another test', "import { a } from '../../store/examples.ts';"],
    ['by way of what judges it', "import { a } from '../../corpora/licence/verdicts.ts';"],
  ])('catches a test server, a scenario and a corpus that know the product %s', (_how, text) => {
    for (const folder of ['fediverse/software', 'scenarios/old', 'corpora/licence'])
      expect(plant(`test/${folder}/lemmy.ts`, text)).toHaveLength(1);
  });

  it.each([
    ['the network knowing probes', 'crawler/net/x.ts', "import { a } from '../probes/dns.ts';"],
    [
      'the network knowing types of them',
      'crawler/net/names/x.ts',
      "import type { A } from '../../probes/dns.ts';",
    ],
    ['pages knowing the network', 'crawler/html/x.ts', "import { c } from '../net/connect.ts';"],
    ['the engine knowing what is stored', 'store/engine/x.ts', "import { a } from '../servers.ts';"],
  ])('catches %s', (_what, path, text) => {
    expect(plant(path, text)).toEqual([expect.stringContaining('wrong direction')]);
  });

  it('lets the network read pages, and the engine have types of the store', () => {
    expect(plant('crawler/net/x.ts', "import { a } from '../html/page-tree.ts';")).toEqual([]);
    expect(plant('store/engine/x.ts', "import type { A } from '../store.ts';")).toEqual([]);
  });

  it.each(['describe', 'it', 'test'])('catches a skip of %s that does not say why', (what) => {
    const calls = ['skip', 'skipIf(true)', 'runIf(false)', 'concurrent.skip', 'todo'];
    for (const call of calls)
      expect(plant('test/model/x.test.ts', `${what}.${call}('x', () => {});`)).toEqual([
        expect.stringContaining('context.skip'),
      ]);
    expect(plant('test/model/x.test.ts', `${'context'}.skip();`)).toHaveLength(1);
    expect(plant('test/model/x.test.ts', "context.skip('no git');")).toEqual([]);
  });

  it.each([
    ['a socket outside crawler/net', 'analyzer/x.ts', "import { connect } from 'node:net';"],
    ['undici in a probe', 'crawler/probes/x.ts', "import { request } from 'undici';"],
    ['the global fetch', 'analyzer/x.ts', "const a = await fetch('https://a.example');"],
    [
      'ClickHouse outside the store',
      'dashboards/web/x.ts',
      "import { createClient } from '@clickhouse/client';",
    ],
    ['the environment outside bin', 'store/x.ts', "const a = process.env['A'];"],
    ['the console outside bin', 'crawler/x.ts', 'console.log(1);'],
    ['the wall clock outside bin', 'analyzer/x.ts', 'const a = Date.now();'],
    ['a date of now outside bin', 'analyzer/x.ts', 'const a = new Date();'],
    ['the monotonic clock outside bin', 'store/x.ts', 'const a = performance.now();'],
    ['chance in a rule', 'rules/x.ts', 'const a = Math.random();'],
    ['a call that loses memory', 'crawler/net/x.ts', 'const a = socket.getPeerX509Certificate();'],
    ['a default export', 'model/x.ts', 'export default 1;'],
  ])('catches %s', (_what, path, text) => {
    expect(plant(path, text)).toHaveLength(1);
  });

  it('lets sockets to receivers of alerts open in one place', () => {
    const text = "import { request } from 'undici';";

    expect(plant('analyzer/notify/post.ts', text)).toEqual([]);
    expect(plant('analyzer/notify/heartbeat.ts', text)).toHaveLength(1);
  });

  it('does not take prose and instants for code', () => {
    const text = '/** Not console.log, not Date.now(). */\nexport const a = new Date(0); // process.env\n';
    expect(plant('model/x.ts', text)).toEqual([]);
  });

  it.each(['model/utils.ts', 'crawler/helpers/x.ts', 'store/common.ts', 'analyzer/lib/y.ts'])(
    'catches the name %s, which says nothing',
    (path) => {
      expect(plant(path, 'export const a = 1;')).toEqual([`${path}: a name that says nothing`]);
    },
  );

  it('catches a file of more than 300 lines', () => {
    expect(plant('model/x.ts', 'export {};\n'.repeat(300))).toEqual([
      'model/x.ts has 301 lines: more than 300',
    ]);
  });

  it('catches a circle of imports, and lets types close one', () => {
    const a = { path: 'model/a.ts', text: "import { b } from './b.ts';" };
    const circle = [a, { path: 'model/b.ts', text: "import { a } from './a.ts';" }];
    const typed = [a, { path: 'model/b.ts', text: "import type { A } from './a.ts';" }];

    expect(violations([...tested, ...circle])).toEqual([
      'model/a.ts -> model/b.ts -> model/a.ts: imports go in a circle',
    ]);
    expect(violations([...tested, ...typed])).toEqual([]);
  });

  it.each([
    ['probe', 'crawler/probes/new.ts', 'export const fresh = defineProbe({});', 'crawler/probes/index.ts'],
    ['rule', 'rules/http/new.ts', "export const fresh = defineRule<'dns'>({});", 'rules/index.ts'],
  ])('catches a %s that is not in its list', (_what, path, text, index) => {
    const found = violations([...tested, probeTests('new'), { path, text }]);

    expect(found).toEqual([`${path} is not listed in ${index}`]);
  });

  it.each([
    ['tests at all', () => undefined, 'tests: it is not there'],
    [
      'a table of troubles',
      (text: string) => text.replace("placeFor('dns'", "placeFor('tls'"),
      'table of troubles',
    ],
    ['a test of success', (text: string) => text.replace('test(', 'tested('), 'test of success'],
    ['a trouble', (text: string) => text.replace('tls: x', '// tls: x'), 'ending for trouble at tls'],
  ])('catches a probe without %s', (_what, change, what) => {
    const { path, text } = probeTests('dns');
    const changed = change(text);
    const files = changed === undefined ? sound : [...sound, { path, text: changed }];

    expect(violations(files)).toEqual([`${path} has no ${what}`]);
  });
});
