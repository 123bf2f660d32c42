import { perCatalogue, type SoftwareCatalogue } from '../../model/software/catalogue.ts';
import { wordings } from './source-words.ts';

const sign = '…';
const word = /[\p{L}\p{M}][\p{L}\p{M}\p{N}_'’-]*/gu;
/** Telephone numbers and dates have six digits and more; versions have fewer. */
const number = /\+?\d[\d\s()/-]{4,}\d/g;

/** Words about source and licences, and those that the footers of servers have in common. */
const common = `source sources code git github gitlab codeberg forgejo quelle quellen repository archive download zip tar tarball
agpl agplv3 agpl-3 gpl gplv3 gnu affero general public copyleft licence license licensed licences licenses lizenz lizenzen licencia licença
free libre frei freie open open-source offen software logiciel version modified modification fork forked powered by trademark
about imprint impressum privacy policy terms rules contact kontakt datenschutz help hilfe home explore login log sign in up register
status api apps server instance federation fediverse please enable javascript web application`;

const knownBy = perCatalogue(
  ({ profiles }): ReadonlySet<string> =>
    new Set([
      ...common.split(/\s+/),
      ...wordings.flatMap((wording) => wording.split(/\s+/)),
      ...profiles
        .flatMap(({ id, title, names }) => [id, ...names, ...title.split(/\s+/)])
        .map((name) => name.toLowerCase()),
    ]),
);

/** A text with every word replaced by one sign that is not about source, licences or software, or is not common to footers: it may be anybody's. */
export function keptWords(text: string, most: number, software: SoftwareCatalogue): string {
  const known = knownBy(software);
  const kept = text
    .split(/\s+/)
    .map((each) => (each.includes('@') ? sign : each))
    .join(' ')
    .replaceAll(word, (each) => (known.has(each.toLowerCase()) ? each : sign))
    .replaceAll(number, (each) => (each.replaceAll(/\D/g, '').length < 6 ? each : sign))
    .replaceAll(/…(?:[^\p{L}]*…)+/gu, sign)
    .trim();
  return kept.length > most ? kept.slice(0, most).toWellFormed() : kept;
}
