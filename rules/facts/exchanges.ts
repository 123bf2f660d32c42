import type { Exchange } from '../../model/exchange.ts';
import type { Failure } from '../../model/failure.ts';

interface Result {
  readonly ok: boolean;
  readonly exchanges: readonly Exchange[];
  readonly failure?: Failure;
}

/** An exchange in which a response head came. */
export type Answered = Exchange & { readonly status: number };

/** The exchanges of some probes that were answered, in the order they were made, without those that asked for HTML as a browser does. */
export function answersOf(...results: readonly Result[]): readonly Answered[] {
  return results
    .flatMap(({ exchanges }) => exchanges)
    .filter((exchange): exchange is Answered => exchange.status !== undefined && !asksAsBrowser(exchange));
}

function asksAsBrowser({ accept }: Exchange): boolean {
  return accept?.startsWith('text/html') === true;
}

/** Probes' own failures, where they have no data. */
export function failuresOf(...results: readonly Result[]): readonly Failure[] {
  return results.flatMap((result) => (result.failure === undefined ? [] : [result.failure]));
}

/** Path of an exchange's URL, for people: without query, since that may name an account. */
export function pathOf({ url }: Exchange): string {
  return URL.canParse(url) ? new URL(url).pathname : 'the server';
}
