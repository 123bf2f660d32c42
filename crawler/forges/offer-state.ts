import { type Failure, type FailureCode, outcomeOf } from '../../model/failure.ts';
import type { OfferState } from '../../model/licence/offer-check.ts';

/** How an offered address answered, and why not otherwise. */
export interface Ending {
  readonly state: Exclude<OfferState, 'reachable'>;
  /** In a few words of ours. */
  readonly detail: string;
}

const byCode: Partial<Record<FailureCode, Ending['state']>> = {
  'http-not-found': 'absent',
  'http-gone': 'absent',
  'http-unauthorized': 'login',
  // It is too busy for us; whether the source is there, nobody has said.
  'http-rate-limited': 'awaited',
  // What stands in the way forbids us, and perhaps nobody else.
  'http-forbidden': 'refused',
  'http-challenged': 'refused',
  'address-forbidden': 'refused',
  'url-forbidden': 'refused',
  'redirect-malformed': 'refused',
  'redirect-downgrade': 'refused',
  'robots-unreachable': 'unreachable',
  'body-too-large': 'too-much',
  'body-inflates': 'too-much',
  'body-timeout': 'too-much',
};

/** What a failure of a request says of the address. */
export function endingOf({ code, detail }: Failure): Ending {
  const outcome = outcomeOf(code);
  const usual = outcome === 'disallowed' ? 'refused' : outcome === 'missed' ? 'awaited' : 'unreachable';
  return { state: byCode[code] ?? usual, detail };
}
