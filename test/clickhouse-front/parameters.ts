const escapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  '0': '\0',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  "'": "'",
};

function plain(text: string): string {
  return text.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);
}

/** The values of `param_*`, as the client of an embedded engine takes them: text in ClickHouse's Escaped form, or a list of quoted texts. */
export function parametersOf(search: URLSearchParams): Record<string, string | string[]> {
  const given = [...search].filter(([name]) => name.startsWith('param_'));
  return Object.fromEntries(given.map(([name, value]) => [name.slice('param_'.length), parsed(value)]));
}

function parsed(text: string): string | string[] {
  if (!/^\[('|\])/.test(text)) return plain(text);
  return [...text.matchAll(/'((?:\\.|[^'\\])*)'/gs)].map(([, inside = '']) => plain(inside));
}
