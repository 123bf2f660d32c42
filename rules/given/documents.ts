import type {
  AcceptProfile,
  ActorData,
  ActorDocument,
  KeyFacts,
  Representation,
} from '../../crawler/probes/actor.ts';
import type { InstanceApiAnswer } from '../../crawler/probes/instance-api.ts';
import type { NodeInfoData, NodeInfoDocument } from '../../crawler/probes/nodeinfo.ts';
import type { JrdFacts, WebFingerData } from '../../crawler/probes/webfinger.ts';
import type { FailureCode } from '../../model/failure.ts';
import { failing } from './builders.ts';

export const actorUrl = 'https://example.org/users/alice';

/** A healthy JRD of alice; change one thing. */
export function aJrd(change: Partial<JrdFacts> = {}): JrdFacts {
  return {
    resource: 'acct:alice@example.org',
    urls: ['https://example.org/.well-known/webfinger?resource=acct%3Aalice%40example.org'],
    contentType: 'application/jrd+json; charset=utf-8',
    subject: 'acct:alice@example.org',
    aliases: [],
    selfLinks: [{ href: actorUrl, type: 'application/activity+json' }],
    ...change,
  };
}

/** WebFinger that resolves alice; change one thing. */
export function aWebFinger(change: Partial<WebFingerData> = {}): WebFingerData {
  return { user: 'alice', accountFrom: 'configured', base: { ok: true, data: aJrd() }, ...change };
}

/** WebFinger with a changed JRD. */
export function aWebFingerWith(change: Partial<JrdFacts>): WebFingerData {
  return aWebFinger({ base: { ok: true, data: aJrd(change) } });
}

/** A healthy key; change one thing. */
export function aKey(change: Partial<KeyFacts> = {}): KeyFacts {
  return {
    shape: 'object',
    id: `${actorUrl}#main-key`,
    owner: actorUrl,
    encoding: 'spki',
    algorithm: 'rsa',
    bits: 2048,
    ...change,
  };
}

/** A healthy actor; change one thing. */
export function anActorDocument(change: Partial<ActorDocument> = {}): ActorDocument {
  return {
    requested: actorUrl,
    contentType: 'application/activity+json; charset=utf-8',
    id: actorUrl,
    types: ['Person'],
    contexts: ['https://www.w3.org/ns/activitystreams'],
    preferredUsername: 'alice',
    inbox: `${actorUrl}/inbox`,
    outbox: `${actorUrl}/outbox`,
    key: aKey(),
    decodedBytes: 2_000,
    ...change,
  };
}

/** A healthy answer; change one thing. */
export function aRepresentation(change: Partial<Representation> = {}): Representation {
  return {
    urls: [actorUrl],
    status: 200,
    contentType: 'application/activity+json; charset=utf-8',
    vary: 'Accept, Accept-Language',
    cacheControl: 'max-age=180, public',
    kind: 'activity',
    id: actorUrl,
    ...change,
  };
}

/** The page that browsers get. */
export const aPage = aRepresentation({ contentType: 'text/html; charset=utf-8', kind: 'html' });

const asked: readonly AcceptProfile[] = [
  'activity-json',
  'spec',
  'mastodon',
  'mastodon-search',
  'misskey',
  'gotosocial',
];

/** Answers to all Accept headers, some of them changed; the browser gets a page. */
export function answers(
  change: Partial<Record<AcceptProfile, Partial<Representation> | FailureCode>> = {},
): ActorData['representations'] {
  const profiles = [...asked, 'browser'] as const;
  return profiles.map((profile) => {
    const changed = change[profile];
    if (typeof changed === 'string') return { profile, ...failing(changed) };
    const base = profile === 'browser' ? aPage : aRepresentation();
    return { profile, ok: true, data: { ...base, ...changed } };
  });
}

/** The same change in every answer that peers get. */
export function answersToPeers(change: Partial<Representation> | FailureCode): ActorData['representations'] {
  return answers(Object.fromEntries(asked.map((profile) => [profile, change])));
}

/** A healthy actor in all its representations; change one thing. */
export function anActor(change: Partial<ActorData> = {}): ActorData {
  return {
    url: actorUrl,
    actorFrom: 'account',
    representations: answers(),
    document: { ok: true, data: anActorDocument() },
    ...change,
  };
}

/** A healthy actor with a changed document. */
export function anActorWith(change: Partial<ActorDocument>): ActorData {
  return anActor({ document: { ok: true, data: anActorDocument(change) } });
}

/** An actor that wants signed requests. */
export const aSecureActor = anActor({
  representations: answersToPeers({ status: 401, kind: 'json', contentType: 'application/json' }),
  document: failing('http-unauthorized'),
});

const schema = 'http://nodeinfo.diaspora.software/ns/schema/2.0';

/** A healthy NodeInfo document; change one thing. */
export function aNodeInfoDocument(change: Partial<NodeInfoDocument> = {}): NodeInfoDocument {
  return {
    url: 'https://example.org/nodeinfo/2.0',
    contentType: 'application/json; charset=utf-8',
    linkedVersion: '2.0',
    version: '2.0',
    software: { name: 'mastodon', version: '4.5.0' },
    protocols: ['activitypub'],
    protocolsShape: 'array',
    openRegistrations: false,
    ...change,
  };
}

/** A healthy NodeInfo; change one thing. */
export function aNodeInfo(change: Partial<NodeInfoData> = {}): NodeInfoData {
  return {
    url: 'https://example.org/.well-known/nodeinfo',
    linksShape: 'array',
    links: [{ rel: schema, href: 'https://example.org/nodeinfo/2.0' }],
    document: { ok: true, data: aNodeInfoDocument() },
    ...change,
  };
}

/** A healthy NodeInfo with a changed document. */
export function aNodeInfoWith(change: Partial<NodeInfoDocument>): NodeInfoData {
  return aNodeInfo({ document: { ok: true, data: aNodeInfoDocument(change) } });
}

/** NodeInfo that links no known schema. */
export const noSchema: NodeInfoData = {
  url: 'https://example.org/.well-known/nodeinfo',
  linksShape: 'array',
  links: [],
};

/** NodeInfo of some software. */
export const nodeInfoOf = (name: string, version = '1.0'): NodeInfoData =>
  aNodeInfoWith({ software: { name, version } });

/** The instance API of a healthy Mastodon; change one thing. */
export function anInstanceApi(change: Partial<InstanceApiAnswer> = {}): InstanceApiAnswer {
  return {
    asked: true,
    endpoint: '/api/v2/instance',
    domain: 'example.org',
    version: '4.5.0',
    sourceUrl: 'https://github.com/mastodon/mastodon',
    registrations: 'closed',
    limitedFederation: false,
    rulesCount: 3,
    hasContactEmail: true,
    keys: ['configuration', 'domain', 'registrations', 'rules', 'source_url', 'title', 'version'],
    ...change,
  };
}
