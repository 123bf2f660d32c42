import type { Source } from '../model/rule.ts';

/** The day on which the specifications of ActivityPub and WebFinger and the NodeInfo protocol were read. */
const firstReading = '2026-11-21';

/** The day on which the sections of other RFCs, the licence, the documentation and the code were read. */
const secondReading = '2026-11-22';

/** The sections of RFCs that were read. One that was not cannot be cited by accident. */
type RfcSection =
  | readonly [number: 1034, section: '3.6']
  | readonly [number: 5280, section: '4.1.2.5']
  | readonly [number: 6415, section: '3.1.1']
  | readonly [number: 6797, section: '6.1' | '6.1.1' | '8.1']
  | readonly [number: 8446, section: '4.4.2']
  | readonly [number: 9110, section: '6.6.1' | '12.5.5']
  | readonly [number: 9111, section: '4.1']
  | readonly [number: 9525, section: '6'];

/** A section of an RFC. */
export const rfc = (...[number, section]: RfcSection): Source => ({
  ...rfcSection(number, section),
  verified: secondReading,
});

/** A section of an RFC that nobody has read for this rule yet: it has no day. */
export const rfcUnread = (number: 6415 | 8305 | 8615 | 9110, section: string): Source =>
  rfcSection(number, section);

/** A clause whose section was named from memory: it loses its day. */
export const unread = ({ verified: _day, ...source }: Source): Source => source;

/** A clause that was read on the second day, whatever the day of the rest of its document. */
export const readOnSecondDay = (source: Source): Source => ({ ...source, verified: secondReading });

/** A section of RFC 7033, WebFinger. */
export const webFingerRfc = (section: '4.2' | '4.4.1' | '10.2'): Source => ({
  ...rfcSection(7033, section),
  verified: firstReading,
});

function rfcSection(number: number, section: string): Source {
  return {
    title: `RFC ${number}`,
    section,
    url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
  };
}

/** ActivityPub §3.2, Retrieving objects. */
export const retrievingObjects: Source = {
  title: 'ActivityPub',
  section: '3.2',
  url: 'https://www.w3.org/TR/activitypub/#retrieving-objects',
  verified: firstReading,
};

/** A section of ActivityPub by its anchor. */
export const activityPub = (section: string, anchor: string): Source => ({
  title: 'ActivityPub',
  section,
  url: `https://www.w3.org/TR/activitypub/#${anchor}`,
  verified: firstReading,
});

/** A section of ActivityStreams 2.0 by its anchor. */
export const activityStreams = (section: string, anchor: string): Source => ({
  title: 'Activity Streams 2.0',
  section,
  url: `https://www.w3.org/TR/activitystreams-core/#${anchor}`,
  verified: firstReading,
});

/** A section of the SWICG report on ActivityPub and WebFinger. */
export const webFingerReport = (section: string): Source => ({
  title: 'ActivityPub and WebFinger (SWICG report)',
  section,
  url: 'https://swicg.github.io/activitypub-webfinger/',
  verified: firstReading,
});

/** A section of the NodeInfo protocol. */
export const nodeInfoProtocol = (section: 'Discovery' | 'Retrieval'): Source => ({
  title: 'NodeInfo protocol',
  section,
  url: 'https://github.com/jhass/nodeinfo/blob/main/PROTOCOL.md',
  verified: firstReading,
});

/** A section of the SWICG report on HTTP signatures. */
export const signatureReport = (section: string): Source => ({
  title: 'ActivityPub and HTTP Signatures (SWICG report)',
  section,
  url: 'https://swicg.github.io/activitypub-http-signature/',
  verified: firstReading,
});

/** A section of a Fediverse Enhancement Proposal. */
export const fep = (slug: string, section: string): Source => ({
  title: `FEP-${slug}`,
  section,
  url: `https://codeberg.org/fediverse/fep/src/branch/main/fep/${slug}/fep-${slug}.md`,
  verified: firstReading,
});

/** Section 13 of the AGPL, version 3: Remote Network Interaction. */
export const agplSection13: Source = {
  title: 'GNU AGPL version 3',
  section: '13',
  url: 'https://www.gnu.org/licenses/agpl-3.0.html#section13',
  verified: secondReading,
};

/** A property of a NodeInfo schema. */
export const nodeInfoSchema = (
  ...[version, property]:
    | readonly [version: '2.0', property: 'openRegistrations' | 'protocols' | 'software']
    | readonly [version: '2.1', property: 'software.name' | 'software.repository' | 'software.version']
): Source => ({
  title: `NodeInfo schema ${version}`,
  section: property,
  url: `https://github.com/jhass/nodeinfo/blob/main/schemas/${version}/schema.json`,
  verified: secondReading,
});

/** A part of Mastodon's documentation, by its path there. */
export const mastodonDocs = (
  ...[section, path]:
    | readonly [section: 'LIMITED_FEDERATION_MODE', path: 'admin/config/#limited_federation_mode']
    | readonly [section: 'Instance, contact', path: 'entities/Instance/#contact']
    | readonly [section: 'Instance, registrations', path: 'entities/Instance/#registrations']
    | readonly [section: 'Instance, rules', path: 'entities/Instance/#rules']
    | readonly [section: 'Instance, source_url', path: 'entities/Instance/#source_url']
    | readonly [section: 'View privacy policy', path: 'methods/instance/#privacy_policy']
    | readonly [
        section: "Mastodon's requirements for WebFinger",
        path: 'spec/webfinger/#mastodons-requirements-for-webfinger',
      ]
): Source => ({
  title: 'Mastodon documentation',
  section,
  url: `https://docs.joinmastodon.org/${path}`,
  verified: secondReading,
});

/** What Mastodon says about its own weaknesses, release by release. */
export const mastodonAdvisoriesPage: Source = {
  title: 'Mastodon, CHANGELOG.md',
  section: 'Security',
  url: 'https://github.com/mastodon/mastodon/blob/main/CHANGELOG.md',
  verified: secondReading,
};

/** An issue on GitHub that tells of the damage. */
export const issue = (
  ...[repository, number]:
    | readonly [repository: 'LemmyNet/lemmy', number: 5632]
    | readonly [repository: 'redmatrix/hubzilla-addons', number: 108]
    | readonly [repository: 'snarfed/bridgy-fed', number: 399]
): Source => ({
  title: `${repository} issue ${number}`,
  url: `https://github.com/${repository}/issues/${number}`,
  verified: secondReading,
});
