import type { FingerprintOf } from '../../model/fingerprint.ts';
import { profiles } from '../../model/software/index.ts';

const prints = profiles.flatMap(({ fingerprints }) => fingerprints);
const headers: readonly FingerprintOf<'header'>[] = prints.filter((print) => print.kind === 'header');
const byName = Map.groupBy(
  headers.filter(({ contains }) => contains !== ''),
  ({ name }) => name,
);
const cookies = prints.filter((print) => print.kind === 'cookie');

/** The texts of a header field that are signs of software, as our profiles write them: they are of the software and not of people. */
export function signWordsIn(name: string, value: string): readonly string[] {
  const signs = byName.get(name);
  if (signs === undefined) return [];
  const folded = value.toLowerCase();
  return signs.map(({ contains }) => contains).filter((text) => folded.includes(text.toLowerCase()));
}

/** A cookie by which software is known, without what is the server's own in its name. Undefined: it is none. */
export function signCookieOf(name: string): string | undefined {
  return cookies.find((cookie) =>
    cookie.prefix === true ? name.startsWith(cookie.name) : name === cookie.name,
  )?.name;
}
