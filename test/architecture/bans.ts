import { importsOf, type SourceFile, withoutComments } from './source-file.ts';

interface Ban {
  readonly what: RegExp;
  readonly only: readonly string[];
  readonly because: string;
}

const rooms = /^(bin|model|crawler|store|rules|analyzer|dashboards)\//;

/** Packages and built-ins that only some folders may load. */
const modules: readonly Ban[] = [
  {
    what: /^node:(net|tls|dns|dns\/promises|http|https|http2|dgram)$/,
    only: ['crawler/net/'],
    because: 'sockets to the fediverse open in crawler/net only',
  },
  {
    // Receivers of alerts and the time-stamp authority are the operator's choice: they may stand on private addresses, and no remote text names them.
    what: /^undici$/,
    only: ['crawler/net/', 'analyzer/notify/post.ts', 'analyzer/evidence/authority.ts'],
    because:
      'sockets to the fediverse open in crawler/net only, those to receivers of alerts in analyzer/notify/post.ts, that to a time-stamp authority in analyzer/evidence/authority.ts',
  },
  { what: /^(chdb|@clickhouse\/client)(\/|$)/, only: ['store/'], because: 'only the store knows ClickHouse' },
  { what: /^@fedify\//, only: ['crawler/observer/'], because: 'only our own actor speaks ActivityPub' },
  { what: /^commander$/, only: ['bin/'], because: 'only bin reads the command line' },
  { what: /^(hono|@hono\/)/, only: ['dashboards/web/'], because: 'only the site serves pages' },
  { what: /^node:(process|console|readline|repl)/, only: ['bin/'], because: 'only bin knows the process' },
  {
    what: /^node:(child_process|cluster|worker_threads)$/,
    only: ['bin/'],
    because: 'only bin starts processes',
  },
];

/** Built-in functions of banned modules that open nothing. */
const harmless = new Set(['isIP', 'isIPv4', 'isIPv6', 'BlockList', 'getDefaultAutoSelectFamily']);

/** Code that only some folders may contain. */
const words: readonly Ban[] = [
  {
    what: /\bprocess\.(env|argv|exit|exitCode|stdout|stderr|stdin|on|once|kill|cwd|chdir|hrtime)\b/,
    only: ['bin/'],
    because: 'only bin knows the process',
  },
  { what: /\bconsole\./, only: ['bin/'], because: 'only bin prints' },
  {
    what: /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.(now|timeOrigin)\b/,
    only: ['bin/'],
    because: 'the clock is injected',
  },
  {
    what: /(?<![.\w])fetch\(/,
    only: ['crawler/net/'],
    because: 'sockets to the fediverse open in crawler/net only',
  },
  {
    what: /\bMath\.random\b|\bset(Timeout|Interval|Immediate)\(/,
    only: ['bin/', 'model/', 'crawler/', 'store/', 'analyzer/', 'dashboards/'],
    because: 'rules are pure',
  },
  { what: /\.getPeerX509Certificate\(/, only: [], because: 'it loses memory for good' },
  { what: /^export default\b/m, only: [], because: 'no default exports' },
];

/** Modules and words in folders that must do without them. */
export function forbidden(file: SourceFile): readonly string[] {
  if (!rooms.test(file.path)) return [];
  return [...forbiddenModules(file), ...forbiddenWords(file)];
}

function forbiddenModules(file: SourceFile): readonly string[] {
  const loaded = importsOf(file).filter(({ ours, typeOnly }) => !ours && !typeOnly);
  return loaded.flatMap(({ target, names }) => {
    if (names.length > 0 && names.every((name) => harmless.has(name))) return [];
    return modules
      .filter(({ what, only }) => what.test(target) && !isAllowed(file, only))
      .map(({ because }) => `${file.path} loads ${target}: ${because}`);
  });
}

function forbiddenWords(file: SourceFile): readonly string[] {
  const code = withoutComments(file.text);
  return words
    .filter(({ what, only }) => what.test(code) && !isAllowed(file, only))
    .map(({ what, because }) => `${file.path} has ${what.exec(code)?.[0].trim()}: ${because}`);
}

function isAllowed(file: SourceFile, only: readonly string[]): boolean {
  return only.some((folder) => file.path.startsWith(folder));
}
