import type { Host } from './host.ts';

/** An address of an office and of nobody in particular. Its parts stand apart: what looks like an account is taken for a person's wherever it is stored. */
export interface RoleAddress {
  readonly role: string;
  readonly domain: string;
}

/** Local parts that stand for an office, not for a person. Source: RFC 2142 §2-§5, and what administrators of servers call theirs. */
const roles: ReadonlySet<string> = new Set([
  ...['abuse', 'admin', 'administration', 'administrator', 'admins', 'contact', 'fediverse', 'feedback'],
  ...['hello', 'help', 'helpdesk', 'hilfe', 'hostmaster', 'info', 'kontakt', 'legal', 'mail', 'mastodon'],
  ...['mod', 'moderation', 'moderator', 'moderators', 'mods', 'noc', 'office', 'operations', 'ops'],
  ...['postmaster', 'privacy', 'report', 'reports', 'root', 'security', 'service', 'social', 'staff'],
  ...['support', 'sysadmin', 'team', 'trust', 'trust-safety', 'webmaster'],
]);

const shape = /^(?<role>[a-z-]{2,20})@(?<domain>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})$/;

/** The role address in a published contact. Undefined: it is a person's, as far as one can see, or at a domain that is not the server's own. */
export function roleAddress(contact: string, server: Host): RoleAddress | undefined {
  const { role = '', domain = '' } = shape.exec(contact.trim().toLowerCase())?.groups ?? {};
  const isOwn = domain === server || domain.endsWith(`.${server}`) || server.endsWith(`.${domain}`);
  return roles.has(role) && isOwn ? { role, domain } : undefined;
}

/** The address as people write to it. */
export function addressText({ role, domain }: RoleAddress): string {
  return `${role}@${domain}`;
}
