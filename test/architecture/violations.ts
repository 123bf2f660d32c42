import { forbidden } from './bans.ts';
import { cycles } from './cycles.ts';
import { wrongDirections } from './directions.ts';
import { untestedProbes } from './probe-tests.ts';
import { importsOf, type SourceFile, withoutComments } from './source-file.ts';

const longestFile = 300;
const namelessNames = /(^|\/)(utils?|helpers?|common|lib|misc|shared)(\.[a-z.]+|\/|$)/;

/** Everything in which the files depart from the house rules, one line each; empty when all is well. */
export function violations(files: readonly SourceFile[]): readonly string[] {
  return [
    ...files.flatMap((file) => [
      ...wrongDirections(file),
      ...forbidden(file),
      ...badName(file),
      ...tooLong(file),
      ...silentSkip(file),
    ]),
    ...unlisted(files, { marker: 'defineProbe', index: 'crawler/probes/index.ts' }),
    ...unlisted(files, { marker: 'defineRule', index: 'rules/index.ts' }),
    ...untestedProbes(files),
    ...cycles(files),
  ];
}

function badName({ path }: SourceFile): readonly string[] {
  return namelessNames.test(path) ? [`${path}: a name that says nothing`] : [];
}

/** Tables of facts about software are as long as the world is. */
function tooLong({ path, text }: SourceFile): readonly string[] {
  const lines = text.split('\n').length;
  if (lines <= longestFile || path.startsWith('model/software/')) return [];
  return [`${path} has ${lines} lines: more than ${longestFile}`];
}

/** Ways to leave out a test that leave out the reason, too. */
const silent = /\b(?:describe|it|test)(?:\.\w+)*\.(?:skip|skipIf|runIf|todo)\b|\bcontext\.skip\(\s*\)/;

function silentSkip({ path, text }: SourceFile): readonly string[] {
  const found = path.endsWith('.test.ts') ? silent.exec(withoutComments(text))?.[0] : undefined;
  return found === undefined ? [] : [`${path} has ${found}: context.skip('why') says why`];
}

interface Listing {
  readonly marker: string;
  readonly index: string;
}

/** Files that define a probe or a rule and are not in the list of all of them. */
function unlisted(files: readonly SourceFile[], { marker, index }: Listing): readonly string[] {
  const list = files.find(({ path }) => path === index);
  const listed = new Set(list === undefined ? [] : importsOf(list).map(({ target }) => target));
  const room = index.split('/').slice(0, -1).join('/');
  return files
    .filter(({ path, text }) => path.startsWith(`${room}/`) && defines(withoutComments(text), marker))
    .filter(({ path }) => !listed.has(path))
    .map(({ path }) => `${path} is not listed in ${index}`);
}

function defines(code: string, marker: string): boolean {
  return new RegExp(`=\\s*${marker}(<[^(]*>)?\\(`).test(code);
}
