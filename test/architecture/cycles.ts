import { importsOf, type SourceFile } from './source-file.ts';

/** Files that reach themselves through imports that are there at run time; one line for each circle found. */
export function cycles(files: readonly SourceFile[]): readonly string[] {
  const edges = new Map(files.map((file) => [file.path, runtimeTargets(file)]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      found.push(`${[...trail.slice(trail.indexOf(path)), path].join(' -> ')}: imports go in a circle`);
      return;
    }
    if (done.has(path)) return;
    for (const target of edges.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return found;
}

function runtimeTargets(file: SourceFile): readonly string[] {
  return importsOf(file)
    .filter(({ ours, typeOnly }) => ours && !typeOnly)
    .map(({ target }) => target);
}
