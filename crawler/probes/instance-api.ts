/** What the Mastodon-family instance API says, without anything about people. `asked` false: the software has no such API. */
export type InstanceApiData =
  | { readonly asked: false }
  | {
      readonly asked: true;
      readonly endpoint: '/api/v2/instance' | '/api/v1/instance';
      /** v2 `domain`, v1 `uri`. */
      readonly domain?: string;
      readonly version?: string;
      readonly sourceUrl?: string;
      readonly registrations?: 'open' | 'approval' | 'closed';
      /** Mastodon >= 4.4 `configuration.limited_federation`. Absent: not published. */
      readonly limitedFederation?: boolean;
      readonly rulesCount?: number;
      /** Top-level keys, sorted, at most 50: the shape that tells families apart. */
      readonly keys: readonly string[];
      /** `configuration.statuses.max_characters`. */
      readonly maxCharacters?: number;
      /** `user@host` of the contact account; shielded, so stored only as a digest. */
      readonly contact?: string;
    };
