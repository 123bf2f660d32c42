/** A Content-Type's type and subtype, lower-case, without parameters. Undefined: the header is missing or empty. */
export function essenceOf(contentType: string | undefined): string | undefined {
  const essence = contentType?.split(';')[0]?.trim().toLowerCase();
  return essence === '' ? undefined : essence;
}

/** The media type of ActivityStreams. */
export const activityJson = 'application/activity+json';

/** JSON-LD with the ActivityStreams profile, spelt as peers compare it. */
export const activityLdJson = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';

const quotedProfile = /;\s*profile="[^"]*https:\/\/www\.w3\.org\/ns\/activitystreams[^"]*"/;

/** Is it a Content-Type that Mastodon takes for an actor? Source: Mastodon, `valid_activitypub_content_type?`. */
export function isActivityType(contentType: string | undefined): boolean {
  const essence = essenceOf(contentType);
  if (essence === activityJson) return true;
  return essence === 'application/ld+json' && quotedProfile.test(contentType ?? '');
}
