import { isMembers, type Members } from '../json-text.ts';
import { parseTarget } from '../url-policy.ts';
import { accountNamed } from './account-positions.ts';
import type { Shield } from './shield.ts';

const removed = '[removed]';
const profilePage = 'http://webfinger.net/rel/profile-page';
const linkRels: ReadonlySet<string> = new Set([
  'self',
  'http://ostatus.org/schema/1.0/subscribe',
  profilePage,
  'https://www.w3.org/ns/activitystreams#Application',
]);
const schemaRel = /^https?:\/\/nodeinfo\.diaspora\.software\/ns\/schema\/\d\.\d$/;

/** Marks the person that a JRD is about, by its subject and its account URLs. */
export function learnJrd({ subject, aliases, links }: Members, shield: Shield): void {
  const [name, host = ''] = typeof subject === 'string' ? subject.replace(/^acct:@?/i, '').split('@') : [];
  if (name !== undefined && shield.isServer(name, host)) return;
  const hrefs = linksOf(links).filter(({ rel }) => rel === 'self' || rel === profilePage);
  const urls = [...listed(aliases), ...hrefs.map(({ href }) => href)].filter(
    (one) => typeof one === 'string',
  );
  const named = typeof subject === 'string' ? accountNamed(subject) : undefined;
  if (named !== undefined) shield.add([named]);
  shield.addFromPaths(urls.flatMap((one) => accountNamed(one) ?? []));
  for (const { rel, href } of hrefs) {
    const named = rel === 'self' && typeof href === 'string' ? parseTarget(href) : undefined;
    if (named?.ok === true) shield.own(named.target.host);
  }
}

/** The subject, the aliases and the links of the protocol, without people. */
export function keptJrd({ subject, aliases, links }: Members, shield: Shield): unknown {
  const identifier = (one: unknown) => (typeof one === 'string' ? shield.identifier(one) : removed);
  return {
    ...(subject !== undefined && { subject: identifier(subject) }),
    ...(aliases !== undefined && { aliases: listed(aliases).map(identifier) }),
    ...(links !== undefined && { links: keptLinks(links, shield) }),
  };
}

function keptLinks(links: unknown, shield: Shield): unknown {
  const rels = linksOf(links).filter(({ rel }) => typeof rel === 'string' && isKnownRel(rel));
  const known = rels.map(({ rel, type, href, template }) =>
    shield.scrub(textsOf({ rel, type, href, template })),
  );
  return Array.isArray(links) ? known : (known[0] ?? removed);
}

function isKnownRel(rel: string): boolean {
  return linkRels.has(rel) || schemaRel.test(rel) || rel === 'lrdd';
}

function textsOf(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => typeof member === 'string'));
}

function linksOf(links: unknown): readonly Members[] {
  return listed(links).filter(isMembers);
}

function listed(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
