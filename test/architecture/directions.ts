import { importsOf, type SourceFile } from './source-file.ts';

interface Reach {
  readonly run: readonly string[];
  readonly typesOnly?: readonly string[];
}

/** Which folders each room may import; itself goes without saying. A path stands for all below it. A room within a room has a narrower door. */
const reach: Readonly<Record<string, Reach>> = {
  model: { run: [] },
  crawler: { run: ['model', 'store'] },
  'crawler/net': { run: ['model', 'crawler/html'] },
  'crawler/html': { run: [] },
  store: { run: ['model'] },
  'store/engine': { run: ['model'], typesOnly: ['store/store.ts'] },
  rules: { run: ['model'], typesOnly: ['crawler/probe.ts', 'crawler/probes', 'crawler/net'] },
  analyzer: { run: ['model', 'store', 'rules'], typesOnly: ['crawler/probes'] },
  dashboards: { run: ['model', 'store', 'analyzer'], typesOnly: ['rules'] },
  bin: {
    run: ['model', 'crawler', 'store', 'rules', 'analyzer', 'dashboards', 'test/fediverse', 'test/scenarios'],
  },
};

/** The test fediverse, its scenarios and the corpora, with what they share: they must not learn anything from the product they test. */
const isolated = ['test/fediverse', 'test/scenarios', 'test/corpora', 'test/random.ts'];

/** What has the product judge the servers of the corpora, and compares. */
const judges: ReadonlySet<string> = new Set([
  'test/corpora/good.ts',
  'test/corpora/watching.ts',
  ...['confusion', 'judgement', 'town', 'verdicts'].map((name) => `test/corpora/licence/${name}.ts`),
]);

/** Imports that go the wrong way. */
export function wrongDirections(file: SourceFile): readonly string[] {
  const ours = importsOf(file).filter((each) => each.ours);
  if (isIsolated(file.path))
    return ours
      .filter(({ target }) => !isIsolated(target))
      .map(({ target }) => `${file.path} imports ${target}: the test fediverse knows nothing of the product`);
  const room = roomOf(file.path);
  const allowed = room === undefined ? undefined : reach[room];
  if (room === undefined || allowed === undefined) return [];
  return ours
    .filter(({ target }) => !isIn(target, room))
    .filter(({ target, typeOnly }) => {
      const folders = typeOnly ? [...allowed.run, ...(allowed.typesOnly ?? [])] : allowed.run;
      return !folders.some((folder) => isIn(target, folder));
    })
    .map(
      ({ target, typeOnly }) =>
        `${file.path} imports ${typeOnly ? 'types of ' : ''}${target}: wrong direction`,
    );
}

/** The innermost room. */
function roomOf(path: string): string | undefined {
  return Object.keys(reach)
    .filter((room) => isIn(path, room))
    .toSorted((one, other) => other.length - one.length)[0];
}

function isIsolated(path: string): boolean {
  if (path.endsWith('.test.ts') || judges.has(path)) return false;
  return isolated.some((folder) => isIn(path, folder));
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
