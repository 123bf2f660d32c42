/** Escapes of ClickHouse's Escaped form. Source: ClickHouse docs, "TabSeparated". */
const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** The values of `param_*` in an address: texts in the Escaped form, or lists of quoted texts. */
export function clientParameters(
  search: URLSearchParams,
): Readonly<Record<string, string | readonly string[]>> {
  const given = [...search].filter(([name]) => name.startsWith('param_'));
  return Object.fromEntries(given.map(([name, value]) => [name.slice('param_'.length), parsed(value)]));
}

function parsed(text: string): string | readonly string[] {
  if (!/^\[('|\])/.test(text)) return unescaped(text);
  return [...text.matchAll(/'((?:\\.|[^'\\])*)'/gs)].map(([, inside = '']) => unescaped(inside));
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);
}
