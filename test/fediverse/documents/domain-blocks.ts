import { createHash } from 'node:crypto';
import type { Rejection } from '../site.ts';

/** A list as Mastodon publishes it: silenced first, digests of the real names, masks where they are asked for. Source: mastodon:app/serializers/rest/domain_block_serializer.rb, app/models/domain_block.rb. */
export function domainBlocks(rejects: readonly Rejection[]): unknown {
  const order = ({ severity, domain }: Rejection) => `${severity} ${domain}`;
  return rejects
    .toSorted((a, b) => order(a).localeCompare(order(b)))
    .map(({ domain, severity, reason, masked }) => ({
      domain: masked === true ? mask(domain) : domain,
      digest: createHash('sha256').update(domain).digest('hex'),
      severity,
      comment: reason ?? null,
    }));
}

function mask(domain: string): string {
  const shown = Math.floor(domain.length / 4);
  return domain.replace(/[^.]/g, (one, at: number) => (at > shown && at < domain.length - shown ? '*' : one));
}
