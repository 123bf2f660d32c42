import type { Source } from '../model/rule.ts';

/** The day on which the clauses that are marked as verified were read. */
const readOn = '2026-11-21';

/** A section of an RFC, from memory. */
export const rfc = (number: number, section: string): Source => ({
  title: `RFC ${number}`,
  section,
  url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
});

/** A section of RFC 7033, WebFinger. */
export const webFingerRfc = (section: '4.2' | '4.4.1' | '10.2'): Source => ({
  ...rfc(7033, section),
  verified: readOn,
});

/** ActivityPub §3.2, Retrieving objects. */
export const retrievingObjects: Source = {
  title: 'ActivityPub',
  section: '3.2',
  url: 'https://www.w3.org/TR/activitypub/#retrieving-objects',
  verified: readOn,
};

/** A section of ActivityPub by its anchor. */
export const activityPub = (section: string, anchor: string): Source => ({
  title: 'ActivityPub',
  section,
  url: `https://www.w3.org/TR/activitypub/#${anchor}`,
  verified: readOn,
});

/** A section of ActivityStreams 2.0 by its anchor. */
export const activityStreams = (section: string, anchor: string): Source => ({
  title: 'Activity Streams 2.0',
  section,
  url: `https://www.w3.org/TR/activitystreams-core/#${anchor}`,
  verified: readOn,
});

/** A section of the SWICG report on ActivityPub and WebFinger. */
export const webFingerReport = (section: string): Source => ({
  title: 'ActivityPub and WebFinger (SWICG report)',
  section,
  url: 'https://swicg.github.io/activitypub-webfinger/',
  verified: readOn,
});

/** A section of the NodeInfo protocol. */
export const nodeInfoProtocol = (section: 'Discovery' | 'Retrieval'): Source => ({
  title: 'NodeInfo protocol',
  section,
  url: 'https://github.com/jhass/nodeinfo/blob/main/PROTOCOL.md',
  verified: readOn,
});

/** A section of the SWICG report on HTTP signatures. */
export const signatureReport = (section: string): Source => ({
  title: 'ActivityPub and HTTP Signatures (SWICG report)',
  section,
  url: 'https://swicg.github.io/activitypub-http-signature/',
  verified: readOn,
});

/** A section of a Fediverse Enhancement Proposal. */
export const fep = (slug: string, section: string): Source => ({
  title: `FEP-${slug}`,
  section,
  url: `https://codeberg.org/fediverse/fep/src/branch/main/fep/${slug}/fep-${slug}.md`,
  verified: readOn,
});

/** A file of a software that enforces the rule, on GitHub, from memory. */
export const code = (software: string, repository: string, path: string): Source => ({
  title: software,
  section: path,
  url: `https://github.com/${repository}/blob/HEAD/${path}`,
});

/** A file of Mastodon that enforces the rule. */
export const mastodonCode = (path: string): Source => code('Mastodon', 'mastodon/mastodon', path);

/** A file of Misskey that enforces the rule. */
export const misskeyCode = (path: string): Source =>
  code('Misskey', 'misskey-dev/misskey', `packages/backend/src/${path}`);

/** A file of Lemmy's federation library that enforces the rule. */
export const lemmyCode = (path: string): Source =>
  code('Lemmy', 'LemmyNet/activitypub-federation-rust', path);

/** A file of GoToSocial that enforces the rule. */
export const goToSocialCode = (path: string): Source => ({
  title: 'GoToSocial',
  section: path,
  url: `https://codeberg.org/superseriousbusiness/gotosocial/src/branch/main/${path}`,
});
