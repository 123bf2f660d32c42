import type { TroubleName } from '../crawler/probes/stages.ts';
import { type SourceFile, withoutComments } from './source-file.ts';

/** What stops a probe; each test file says how its probe then ends. */
const troubles: Readonly<Record<TroubleName, RegExp>> = {
  dns: /^\s*dns:/m,
  connect: /^\s*connect:/m,
  tls: /^\s*tls:/m,
  http: /^\s*http:/m,
  body: /^\s*body:/m,
  robots: /^\s*robots:/m,
  budget: /^\s*budget:/m,
  stopping: /^\s*stopping:/m,
};

/** Probes without a test file of their own, without a test of success, or without one for each stage at which a server can stop them. */
export function untestedProbes(files: readonly SourceFile[]): readonly string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return files.flatMap(({ path, text }) => {
    const id = /^crawler\/probes\/([\w-]+)\.ts$/.exec(path)?.[1];
    if (id === undefined || !/=\s*defineProbe\(/.test(text)) return [];
    const test = `test/crawler/probes/${id}.test.ts`;
    return missing(id, texts.get(test)).map((what) => `${test} has no ${what}`);
  });
}

function missing(id: string, text: string | undefined): readonly string[] {
  if (text === undefined) return ['tests: it is not there'];
  const code = withoutComments(text);
  const [before, after] = code.split('testTroubles(place,');
  if (after === undefined || !code.includes(`placeFor('${id}',`)) return ['table of troubles'];
  const stages = Object.entries(troubles).filter(([, line]) => !line.test(after));
  return [
    ...(/\btest(\.each)?\(/.test(before ?? '') ? [] : ['test of success']),
    ...stages.map(([name]) => `ending for trouble at ${name}`),
  ];
}
