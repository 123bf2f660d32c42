import { type Fingerprint, type FingerprintOf, weightPoints } from '../../model/fingerprint.ts';
import { perCatalogue, type SoftwareCatalogue } from '../../model/software/catalogue.ts';

/** A sign that only a request of its own can show. */
export type AskedSign =
  | FingerprintOf<'error-body'>
  | FingerprintOf<'path-status'>
  | FingerprintOf<'static-file'>
  | FingerprintOf<'document'>
  | FingerprintOf<'manifest'>;

/** One GET that can show signs. `path`: of the stock distribution; `api-error` and `page-error` stand for paths that nobody has. */
export interface RecognitionQuestion {
  readonly path: string;
  readonly family: string;
  readonly signs: readonly AskedSign[];
}

/** Requests that follow the two for errors, at most. */
const maxFurther = 4;

const questionsOf = perCatalogue(({ profiles }): readonly RecognitionQuestion[] =>
  profiles
    .filter(({ part }) => part === 'server')
    .flatMap(({ family, fingerprints }) =>
      [...Map.groupBy(fingerprints.filter(isAsked), pathOf)].map(([path, signs]) => ({
        path,
        family,
        signs,
      })),
    ),
);

/** What an answer to a path that nobody has can show, of all software. */
export function errorSigns(at: 'api' | 'page', software: SoftwareCatalogue): readonly AskedSign[] {
  return questionsOf(software)
    .filter(({ path }) => path === `${at}-error`)
    .flatMap(({ signs }) => signs);
}

/**
 * The few questions that can decide most: of the suspected families the best of each class of signs; where nobody is suspected, the best of each
 * family. Never more than four, in the order to ask them.
 */
export function furtherQuestions(
  suspected: ReadonlySet<string>,
  software: SoftwareCatalogue,
): readonly RecognitionQuestion[] {
  const open = questionsOf(software)
    .filter(({ path, family }) => path.startsWith('/') && (suspected.size === 0 || suspected.has(family)))
    .toSorted((a, b) => bestOf(b) - bestOf(a));
  const groups = Map.groupBy(open, ({ family, signs }) =>
    suspected.size === 0 ? family : `${family} ${signs[0]?.kind}`,
  );
  const first = [...groups.values()].flatMap((group) => group.slice(0, 1));
  const further = suspected.size === 0 ? [] : open.filter((question) => !first.includes(question));
  return [...first, ...further].slice(0, maxFurther);
}

function bestOf({ signs }: RecognitionQuestion): number {
  return Math.max(...signs.map(({ weight }) => weightPoints[weight]));
}

function isAsked(sign: Fingerprint): sign is AskedSign {
  return 'path' in sign || sign.kind === 'error-body';
}

function pathOf(sign: AskedSign): string {
  return sign.kind === 'error-body' ? `${sign.at}-error` : sign.path;
}
