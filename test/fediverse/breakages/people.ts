import type { Reply, Site } from '../site.ts';
import type { Breakage, JsonObject } from './breakage.ts';
import { jsonAt, replyAt } from './breakage.ts';

/** Everything here is about one person, and every text about her has one of these words in it. */
export const personWords = ['mustermann', 'erika', 'musterweg', 'wildkatze', 'nachteule'] as const;

const person = {
  name: 'Erika Mustermann',
  email: 'erika.mustermann@mail.example',
  handle: '@wildkatze@full-of-people.fedi.test',
  phone: '+49 30 Mustermann',
};

const account = {
  id: '1',
  username: 'wildkatze',
  acct: 'wildkatze',
  display_name: person.name,
  note: `<p>I am ${person.name}, Musterweg 1</p>`,
  url: 'https://full-of-people.fedi.test/@wildkatze',
  uri: 'https://full-of-people.fedi.test/users/wildkatze',
  avatar: 'https://full-of-people.fedi.test/avatars/erika.png',
  header: 'https://full-of-people.fedi.test/headers/erika.png',
  fields: [{ name: 'E-mail', value: person.email, verified_at: null }],
};

/** Source: FEP-0151 staffAccounts; Misskey maintainer and nodeAdmins; free text as operators write it. */
const nodeInfoMetadata = {
  nodeName: `Server of ${person.name}`,
  nodeDescription: `Run by ${person.name}, ${person.email}`,
  staffAccounts: ['https://full-of-people.fedi.test/users/wildkatze'],
  maintainer: { name: person.name, email: person.email },
  nodeAdmins: [{ name: person.name, email: person.email }],
  inquiryUrl: `mailto:${person.email}`,
  impressumUrl: 'https://full-of-people.fedi.test/@wildkatze/impressum',
  adminAccount: 'wildkatze',
  operator: person.name,
  phone: person.phone,
  'erika.mustermann@mail.example': true,
  repositoryUrl: 'https://full-of-people.fedi.test/@wildkatze/source',
  repository: 'https://erika:mustermann@forge.fedi.test/o/r',
};

/** Source: mastodon/documentation:content/en/entities/Instance.md and V1_Instance.md. */
const instance = {
  title: `Server of ${person.name}`,
  description: `${person.name} welcomes you`,
  short_description: `${person.name} welcomes you`,
  email: person.email,
  contact: { email: person.email, account },
  contact_account: account,
  rules: [{ id: '1', text: `Be kind to ${person.name}`, hint: `Ask ${person.email}` }],
  thumbnail: { url: 'https://full-of-people.fedi.test/erika.png' },
  operated_by: [{ who: person.name }],
};

/** Source: ActivityPub §4.1, ActivityStreams actor properties as servers send them. */
const actor = {
  name: person.name,
  nameMap: { de: person.name },
  summary: `<p>${person.name}, Musterweg 1</p>`,
  attachment: [{ type: 'PropertyValue', name: 'Phone', value: person.phone }],
  icon: { type: 'Image', url: 'https://full-of-people.fedi.test/avatars/erika.png', name: person.name },
  image: { type: 'Image', url: 'https://full-of-people.fedi.test/headers/erika.png' },
  alsoKnownAs: ['https://elsewhere.fedi.test/users/erika'],
  movedTo: 'https://elsewhere.fedi.test/users/erika',
  'vcard:bday': '1964-08-12 Mustermann',
  'vcard:Address': 'Musterweg 1',
  tag: [{ type: 'Hashtag', name: '#erika' }],
  attributionDomains: ['erika.mustermann.example'],
  favouriteColour: `What ${person.name} likes`,
};

/** Source: RFC 7033 §4.4.2 aliases, §4.4.3 properties, §4.4.4.4 titles. */
function jrd(document: JsonObject): JsonObject {
  const links = Array.isArray(document['links']) ? document['links'] : [];
  return {
    ...document,
    aliases: [
      'https://full-of-people.fedi.test/@wildkatze',
      `mailto:${person.email}`,
      'acct:erika@else.fedi.test',
    ],
    properties: { 'http://schema.org/name': person.name, 'https://example.org/ns/phone': person.phone },
    links: [
      ...links,
      { rel: 'http://webfinger.net/rel/avatar', href: 'https://full-of-people.fedi.test/avatars/erika.png' },
      { rel: 'http://webfinger.net/rel/profile-page', href: 'https://erika.mustermann.example/' },
      { rel: 'me', href: `mailto:${person.email}`, titles: { de: person.name } },
    ],
  };
}

/** Links as operators and users write them, and data of an account. */
const wordsInPages = `<script id="initial-state" type="application/json">${JSON.stringify({
  accounts: { 1: { ...account, source_url: 'https://full-of-people.fedi.test/@wildkatze' } },
  meta: { source_url: 'https://full-of-people.fedi.test/@wildkatze/source', admin: person.name },
})}</script><footer>
<a href="https://full-of-people.fedi.test/@wildkatze">Source code by ${person.name}</a>
<a href="mailto:${person.email}">source code</a>
<a href="https://forge.fedi.test/o/r?by=${person.email}">source code</a>
<a href="https://forge.fedi.test/o/r#erika" title="${person.name}">source code</a></footer>`;

function linksInPage(reply: Reply): Reply {
  const isPage = reply.headers['content-type']?.startsWith('text/html') === true;
  if (!isPage || typeof reply.body !== 'string') return reply;
  return { ...reply, body: reply.body.replace('</body>', `${wordsInPages}</body>`) };
}

function namesInPage(reply: Reply): Reply {
  if (reply.status < 400) return linksInPage(reply);
  const body = `<!DOCTYPE html><html><head><title>Gone, says ${person.name}</title></head>
<body><h1>${reply.status}</h1><p>Please write to ${person.name}, ${person.email}, ${person.phone}, Musterweg 1.</p></body></html>`;
  return { ...reply, headers: { ...reply.headers, 'content-type': 'text/html; charset=utf-8' }, body };
}

const headers = {
  link: '<https://full-of-people.fedi.test/@wildkatze>; rel="author"; title="Erika Mustermann"',
  'set-cookie': 'last_visitor=mustermann; Path=/',
  'x-admin': person.email,
};

/** Whoever asks for these is led on, by a name that no document tells. Source: single-user mode of Mastodon and WriteFreely. */
const ways: Readonly<Record<string, string>> = {
  '/.well-known/host-meta': '/@nachteule/host-meta',
  '/.well-known/nodeinfo': '/nachteule/nodeinfo?of=nachteule',
};

/** Leads on from well-known places, and answers there as it would have. */
function ledByName(site: Site): Site {
  return {
    ...site,
    answer: async (ask) => {
      const { pathname, origin } = ask.url;
      const to = ways[pathname];
      if (to !== undefined)
        return { status: 302, headers: { location: `${origin}${to}` }, body: 'Found: /@nachteule' };
      const from = Object.keys(ways).find((way) => new URL(ways[way] ?? '', origin).pathname === pathname);
      return site.answer(from === undefined ? ask : { ...ask, url: new URL(from, ask.url) });
    },
  };
}

function fullOfPeople(site: Site): Site {
  const edits: readonly (readonly [Parameters<typeof jsonAt>[1], (document: JsonObject) => unknown])[] = [
    [['nodeinfo'], (document) => ({ ...document, metadata: nodeInfoMetadata, staff: [account] })],
    [['instance-api'], (document) => ({ ...document, ...instance })],
    [['actor'], (document) => ({ ...document, ...actor })],
    [['instance-actor'], (document) => ({ ...document, ...actor })],
    [['webfinger'], jrd],
  ];
  const documents = edits.reduce((changed, [places, edit]) => jsonAt(changed, places, edit), site);
  const pages = replyAt(documents, ['everything'], (reply, ask) =>
    ask.url.pathname === '/robots.txt'
      ? { ...reply, body: `# Questions? ${person.name}, ${person.email}\n${reply.body}` }
      : namesInPage(reply),
  );
  const told = replyAt(pages, ['everything'], (reply) => ({
    ...reply,
    headers: { ...reply.headers, ...headers },
  }));
  return ledByName(told);
}

/** Servers whose every answer tells of people. */
export const peopleBreakages = {
  'full-of-people': { says: 'every document tells of the person who runs the server', apply: fullOfPeople },
} as const satisfies Record<string, Breakage>;
