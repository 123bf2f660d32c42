import type { Settled } from '../probe.ts';

/** One link of the discovery document, as sent. */
export interface NodeInfoLink {
  readonly rel: string;
  readonly href: string;
}

/** The fields of a NodeInfo document that rules read; counts only, nothing about people. */
export interface NodeInfoDocument {
  readonly url: string;
  readonly contentType?: string;
  /** From the link's `rel`: `2.0`. */
  readonly linkedVersion: string;
  /** `version` in the body. Absent: not a string. */
  readonly version?: string;
  readonly software: { readonly name: string; readonly version: string; readonly repository?: string };
  readonly protocols: readonly string[];
  /** `object`: the 1.0 style with inbound and outbound, folded into `protocols`. `missing`: neither. */
  readonly protocolsShape: 'array' | 'object' | 'missing';
  readonly openRegistrations?: boolean;
  /** Absent: not published, or not a non-negative integer. */
  readonly usersTotal?: number;
  readonly usersActiveMonth?: number;
  readonly localPosts?: number;
}

/** NodeInfo's discovery document and the document of the highest known schema it links. Source: NodeInfo protocol, Discovery and Retrieval. */
export interface NodeInfoData {
  readonly url: string;
  readonly contentType?: string;
  /** `object`: `links` is one link instead of a list (seen in Hubzilla add-ons). `malformed`: no link could be read. */
  readonly linksShape: 'array' | 'object' | 'malformed';
  /** Links to NodeInfo schemas, in document order. */
  readonly links: readonly NodeInfoLink[];
  /** The Application actor that FEP-2677 links. */
  readonly applicationActor?: string;
  /** Absent: no link to follow. */
  readonly document?: Settled<NodeInfoDocument>;
}
