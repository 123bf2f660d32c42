import type { FingerprintOf } from '../../../model/fingerprint.ts';
import { perCatalogue, type SoftwareCatalogue } from '../../../model/software/catalogue.ts';

/** By the name of the field. */
const headersOf = perCatalogue(({ profiles }) => {
  const prints = profiles.flatMap(({ fingerprints }) => fingerprints);
  const headers: readonly FingerprintOf<'header'>[] = prints.filter((print) => print.kind === 'header');
  return Map.groupBy(
    headers.filter(({ contains }) => contains !== ''),
    ({ name }) => name,
  );
});

const cookiesOf = perCatalogue(({ profiles }) =>
  profiles.flatMap(({ fingerprints }) => fingerprints.filter((print) => print.kind === 'cookie')),
);

/** The texts of a header field that are signs of software, as profiles write them: they are of the software and not of people. */
export function signWordsIn(name: string, value: string, software: SoftwareCatalogue): readonly string[] {
  const signs = headersOf(software).get(name);
  if (signs === undefined) return [];
  const folded = value.toLowerCase();
  return signs.map(({ contains }) => contains).filter((text) => folded.includes(text.toLowerCase()));
}

/** A cookie by which software is known, without what is the server's own in its name. Undefined: it is none. */
export function signCookieOf(name: string, software: SoftwareCatalogue): string | undefined {
  return cookiesOf(software).find((cookie) =>
    cookie.prefix === true ? name.startsWith(cookie.name) : name === cookie.name,
  )?.name;
}
