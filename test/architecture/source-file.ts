import { dirname, join } from 'node:path/posix';

/** One source file: its path from the root with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One import or re-export. `target`: the path from the root of one of our files, else the package or built-in as written. */
export interface Import {
  readonly target: string;
  readonly ours: boolean;
  /** `import type` and `export type`: gone at run time. */
  readonly typeOnly: boolean;
  /** What stands between the braces; empty for everything else. */
  readonly names: readonly string[];
}

const statement =
  /^[ \t]*(?:import|export)\s+(type\s+)?(?:(?!import\s|export\s)[\w*\s,{}$]*?from\s*)?'([^'\n]+)'/gm;
const dynamic = /\bimport\(\s*'([^'\n]+)'\s*\)/g;

/** Every import of a file, static, dynamic and re-exports. */
export function importsOf(file: SourceFile): readonly Import[] {
  const code = withoutComments(file.text);
  const fixed = [...code.matchAll(statement)].map(([whole, type, specifier = '']) => ({
    ...targetOf(file, specifier),
    typeOnly: type !== undefined,
    names: namesIn(whole),
  }));
  const late = [...code.matchAll(dynamic)].map(([, specifier = '']) => ({
    ...targetOf(file, specifier),
    typeOnly: false,
    names: [],
  }));
  return [...fixed, ...late];
}

/** The text without comments, so that words in prose are not taken for code. Strings stay. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1');
}

function targetOf(file: SourceFile, specifier: string): { target: string; ours: boolean } {
  if (!specifier.startsWith('.')) return { target: specifier, ours: false };
  return { target: join(dirname(file.path), specifier), ours: true };
}

function namesIn(whole: string): readonly string[] {
  const inner = /\{([^}]*)\}/.exec(whole)?.[1] ?? '';
  return inner
    .split(',')
    .map(
      (name) =>
        name
          .replace(/^\s*type\s+/, '')
          .split(/\s+as\s+/)[0]
          ?.trim() ?? '',
    )
    .filter((name) => name !== '');
}
