import type { ObservedData } from '../../crawler/probes/index.ts';
import type { Exchange } from '../../model/exchange.ts';

/** What one visit saw of one server: data by probe, absent where there is none, and the exchanges of all. */
export type Seen = Partial<ObservedData> & { readonly exchanges: readonly Exchange[] };

/** How the exporter asks: one GET with what the answer must be, or a handshake alone. Patterns are Go's regular expressions. */
export type Asking =
  | { readonly prober: 'tcp' }
  | {
      readonly prober: 'http';
      readonly path: (host: string) => string;
      readonly accept: string;
      readonly statuses?: readonly number[];
      readonly body?: string;
      readonly contentType?: string;
      /** A header that must not be there with such a value. */
      readonly without?: { readonly header: string; readonly regexp: string };
    };

/** One question that both sides answer. */
export interface Question {
  /** What is asked, by the id of our rule or probe that reads the answer. */
  readonly id: string;
  readonly asking: Asking;
  /** Did our visit see the same as the exporter's success means? */
  readonly answered: (seen: Seen) => boolean;
}

export const json = 'application/json';
export const activity = 'application/activity+json';
export const linkedData = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
export const isActivityType = '^application/(activity|ld)\\+json';

export const nodeinfoIndex = { prober: 'http', path: () => '/.well-known/nodeinfo', accept: json } as const;
export const nodeinfoDocument = { prober: 'http', path: () => '/nodeinfo/2.0', accept: json } as const;
export const actor = { prober: 'http', path: () => '/actor', accept: activity } as const;
export const webfinger = {
  prober: 'http',
  path: (host: string) => `/.well-known/webfinger?resource=acct%3A${host}%40${host}`,
  accept: 'application/jrd+json, application/json',
} as const;

export function represents(profile: string): Question['answered'] {
  return ({ actor }) =>
    actor?.representations.some(
      (one) => one.profile === profile && one.ok && one.data.kind === 'activity',
    ) === true;
}

export const documentOf = ({ nodeinfo }: Seen) =>
  nodeinfo?.document?.ok === true ? nodeinfo.document.data : undefined;
export const jrdOf = ({ webfinger }: Seen) => (webfinger?.base.ok === true ? webfinger.base.data : undefined);
export const actorOf = ({ actor }: Seen) => (actor?.document.ok === true ? actor.document.data : undefined);
