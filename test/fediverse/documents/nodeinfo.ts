import type { Handler } from './reply.ts';
import { json } from './reply.ts';

/** What a server says about itself in NodeInfo. */
export interface NodeInfo {
  readonly version: '2.0' | '2.1';
  readonly software: Readonly<Record<string, string>>;
  readonly openRegistrations: boolean;
  readonly usage?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** The `rel` of a schema version. Source: jhass/nodeinfo:PROTOCOL.md, Discovery. */
export function schemaRel(version: string): string {
  return `http://nodeinfo.diaspora.software/ns/schema/${version}`;
}

/** The discovery document. Source: jhass/nodeinfo:PROTOCOL.md, Discovery. */
export function nodeInfoDiscovery(
  links: readonly { readonly rel: string; readonly href: string }[],
): Handler {
  return () => json({ links }, 'application/json; charset=utf-8');
}

/** The document. Source: jhass/nodeinfo:schemas/2.0/schema.json. */
export function nodeInfo(info: NodeInfo, type: string): Handler {
  const document = {
    version: info.version,
    software: info.software,
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    openRegistrations: info.openRegistrations,
    usage: info.usage ?? { users: { total: 42, activeMonth: 17, activeHalfyear: 23 }, localPosts: 1234 },
    metadata: info.metadata ?? {},
  };
  return () => json(document, type);
}

/** `application/json` with the schema as profile. Source: jhass/nodeinfo:PROTOCOL.md, Retrieval. */
export function profiledJson(version: string): string {
  return `application/json; profile="${schemaRel(version)}#"; charset=utf-8`;
}
