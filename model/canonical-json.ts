/** A value with exactly one spelling: texts, whole numbers, and lists and objects of them. */
export type Canonical =
  | string
  | number
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined };

/** The one JSON text of a value: members sorted by key, no white space; absent members are left out. Source: RFC 8785, for ASCII keys and whole numbers. */
export function canonicalJson(value: Canonical): string {
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (typeof value === 'number') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const written = members.flatMap(([key, member]) =>
    member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`],
  );
  return `{${written.join(',')}}`;
}

function isList(value: Canonical): value is readonly Canonical[] {
  return Array.isArray(value);
}
