import type { BreakageName } from '../fediverse/breakages/index.ts';

/** A hosted Mastodon that is broken in some of five visits. `visits`: what is wrong in each, in the order of time. */
export interface Decline {
  readonly name: string;
  readonly visits: readonly (BreakageName | undefined)[];
  /** Hours from now at which a deploy was noted. Absent: none was. */
  readonly deployed?: number;
  /** Every rule that must have failed after the last visit, each with the reason; any other is a mistake. */
  readonly failed: Readonly<Record<string, string>>;
}

/** When the visits are, in hours from now. */
export const moments = [-2, -1, -2 / 60, -1 / 60, 0] as const;

const from = (broken: BreakageName) => [undefined, undefined, broken, broken, broken];

/** What goes wrong at a server that was well an hour ago, and every rule over one server or over time that must say so. */
export const declines: readonly Decline[] = [
  {
    name: 'steady',
    visits: [undefined, undefined, undefined, undefined, undefined],
    deployed: -0.2,
    failed: {},
  },
  {
    name: 'falling',
    visits: from('unavailable-everywhere'),
    deployed: -0.2,
    failed: {
      'availability.confirmed': 'three visits in a row got nothing but 503',
      'availability.after-deploy': 'it was well before the deploy and is down since',
    },
  },
  {
    name: 'resetting',
    visits: from('connection-reset'),
    failed: { 'availability.confirmed': 'three visits in a row got no TLS session' },
  },
  {
    name: 'hiccup',
    visits: [undefined, undefined, undefined, 'connection-reset', undefined],
    failed: {},
  },
  {
    name: 'vanishing',
    visits: from('actor-gone'),
    failed: {
      'actor.gone': 'WebFinger still knows an actor that answers 410',
      'availability.gone': 'an answer of the last half hour is 410',
    },
  },
  {
    name: 'suspicious',
    visits: from('bot-challenge'),
    failed: {
      'http.waf-challenge': 'federation URLs answer with a challenge',
      'http.waf-onset': 'an hour ago they did not',
    },
  },
  {
    name: 'hasty',
    visits: from('clock-ahead'),
    failed: {
      'http.date-skew': 'the Date header is ten minutes ahead',
      'http.clock-skew': 'the median over the last hour is too',
    },
  },
  {
    name: 'paging',
    visits: from('actor-html-for-activity-json'),
    failed: {
      'actor.conneg-activityjson': 'a page comes for application/activity+json',
      'actor.conneg-onset': 'an hour ago a document came',
    },
  },
  {
    name: 'downgraded-overnight',
    visits: from('version-old'),
    failed: {
      'hosting.advisories': 'the release lacks security fixes',
      'nodeinfo.version-change': 'an hour ago it was another release',
    },
  },
  {
    name: 'undecided',
    visits: [undefined, 'version-old', undefined, 'version-old', undefined],
    failed: {
      'nodeinfo.mixed-fleet': 'two releases answer in turn, four changes in two hours',
      'nodeinfo.software-drift': 'the same from the newest observations alone: back and forth',
    },
  },
  {
    name: 'forgetful',
    visits: from('certificate-expiring'),
    failed: {
      'tls.expiry': 'two days are left',
      'tls.renewal': 'less than a tenth of its life is left and no other is shown',
    },
  },
];
