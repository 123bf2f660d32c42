import { importsOf, type SourceFile } from './source-file.ts';

interface Reach {
  readonly run: readonly string[];
  readonly typesOnly?: readonly string[];
}

/** Which folders each room may import; itself goes without saying. A path stands for all below it. */
const reach: Readonly<Record<string, Reach>> = {
  model: { run: [] },
  crawler: { run: ['model', 'store'] },
  store: { run: ['model'] },
  rules: { run: ['model'], typesOnly: ['crawler/probe.ts', 'crawler/probes', 'crawler/net'] },
  analyzer: { run: ['model', 'store', 'rules'], typesOnly: ['crawler/probes'] },
  dashboards: { run: ['model', 'store', 'analyzer'], typesOnly: ['rules'] },
  bin: {
    run: ['model', 'crawler', 'store', 'rules', 'analyzer', 'dashboards', 'test/fediverse', 'test/scenarios'],
  },
};

/** Folders of the test fediverse and its corpora: they must not learn anything from the product they test. */
const isolated = ['test/fediverse', 'test/scenarios', 'test/corpus'];

/** Imports that go the wrong way. */
export function wrongDirections(file: SourceFile): readonly string[] {
  const room = file.path.split('/')[0] ?? '';
  const ours = importsOf(file).filter((each) => each.ours);
  if (!file.path.endsWith('.test.ts') && isolated.some((folder) => isIn(file.path, folder)))
    return ours
      .filter(({ target }) => !target.startsWith('test/'))
      .map(({ target }) => `${file.path} imports ${target}: the test fediverse knows nothing of the product`);
  const allowed = reach[room];
  if (allowed === undefined) return [];
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

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
