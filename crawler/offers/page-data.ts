import { parseJson, parseJsonText } from '../net/json-text.ts';

/** Members that hold an address of source, wherever they stand. Source: Mastodon initial_state, Misskey meta, Pleroma and Rebased preloads. */
const sourceMembers: ReadonlySet<string> = new Set([
  ...[
    'source_url',
    'repositoryUrl',
    'repository',
    'repository_url',
    'sourceUrl',
    'source_code_url',
    'sourceCodeUrl',
  ],
]);

/** Scripts of type JSON that stock clients read, by their id. */
export const jsonScripts: ReadonlySet<string> = new Set(['initial-state', 'misskey_meta', 'initial-results']);

/** Where the literal begins. Its end is looked for by itself: one pattern for both takes time by the square of the text. */
const isoData = /window\.isoData\s*=\s*(?=\{)/;
const maxMembers = 20_000;
const maxFound = 20;

/** A script element: its attributes that matter, and its text. */
export interface Script {
  readonly id: string | undefined;
  readonly type: string | undefined;
  readonly text: string;
}

/** What a script says of source, as sent; in document order. Empty: it is none that holds data, it cannot be read, or it says nothing. */
export function sourcesInScript({ id, type, text }: Script): readonly string[] {
  if (id === 'initial-results') return readJsonText(text, sourcesInResults);
  if (id !== undefined && jsonScripts.has(id) && type?.includes('json') !== false)
    return readJsonText(text, sourcesIn);
  const literal = isoLiteral(text);
  // Lemmy writes a JavaScript literal; what is no JSON in it are these words.
  return literal === undefined
    ? []
    : readJsonText(literal.replaceAll(/(?<=[:,[])undefined(?=[,}\]])/g, 'null'), sourcesIn);
}

function isoLiteral(text: string): string | undefined {
  const start = isoData.exec(text);
  if (start === null) return undefined;
  const literal = text
    .slice(start.index + start[0].length)
    .trimEnd()
    .replace(/;$/, '')
    .trimEnd();
  return literal.endsWith('}') ? literal : undefined;
}

function readJsonText(text: string, read: (value: unknown) => readonly string[]): readonly string[] {
  const parsed = parseJsonText(text);
  return parsed.ok ? read(parsed.value) : [];
}

/** Pleroma has a map of paths, each with its answer in base64. Source: akkoma lib/pleroma/web/preload.ex. */
function sourcesInResults(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.values(value).flatMap((answer: unknown) => {
    if (typeof answer !== 'string') return sourcesIn(answer);
    const parsed = parseJson(Buffer.from(answer, 'base64'));
    return parsed.ok ? sourcesIn(parsed.value) : [];
  });
  return [...new Set(found)].slice(0, maxFound);
}

/** A stack of our own, and a bound: remote JSON is as large as it likes. */
function sourcesIn(root: unknown): readonly string[] {
  const found: string[] = [];
  const waiting: unknown[] = [root];
  for (let looked = 0; looked < maxMembers && waiting.length > 0 && found.length < maxFound; looked += 1) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      if (typeof member === 'string' && sourceMembers.has(key)) found.push(member);
      else if (typeof member === 'object' && !peopleMembers.has(key)) waiting.push(member);
    }
  }
  return [...new Set(found)];
}

/** Members below which people write. */
const peopleMembers: ReadonlySet<string> = new Set([
  'accounts',
  'account',
  'statuses',
  'notes',
  'users',
  'posts',
  'user',
]);
