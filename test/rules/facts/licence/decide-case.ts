import type { LicenceVerdict } from '../../../../model/licence/licence-verdict.ts';
import type { LicenceFacts } from '../../../../rules/facts/licence/decide.ts';
import { anOffer, claim, ownUrl } from './facts.ts';

/** What must be said of some facts. */
export interface DecideCase {
  readonly name: string;
  readonly given: LicenceFacts;
  readonly verdict: LicenceVerdict;
  readonly reason?: string;
  /** Absent: the same. */
  readonly ofOffer?: LicenceVerdict;
}

/** A build of the town. */
export const fork = { version: '4.4.2+stadt.7', claim: claim('mastodon', '4.4.2+stadt.7') } as const;
/** Its repository. */
export const own = { offered: [anOffer(ownUrl)] } as const;
/** A number that stock builds do not answer. */
export const longPosts = new Map([['/configuration/statuses/max_characters', 5_000]]);
/** An archive somewhere else. */
export const archive = anOffer('https://files.example/source.zip', { kind: 'archive', place: 'page-link' });
