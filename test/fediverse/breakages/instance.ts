import { status } from '../documents/reply.ts';
import type { Site } from '../site.ts';
import type { Breakage, JsonObject } from './breakage.ts';
import { jsonAt, replyAt } from './breakage.ts';

function member(document: JsonObject, name: string): JsonObject {
  const value = document[name];
  // A JSON object has text keys, whatever its values are.
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

/** Limited federation: the flag, no API but the instance document, and signatures on actors. Source: mastodon:app/serializers/rest/instance_serializer.rb, app/helpers/authorized_fetch_helper.rb. */
function limited(site: Site): Site {
  const flagged = jsonAt(site, ['instance-api'], (document) => ({
    ...document,
    configuration: { ...member(document, 'configuration'), limited_federation: true },
  }));
  return replyAt(flagged, ['actor'], () =>
    status(401, '{"error":"Request not signed"}', 'application/json; charset=utf-8'),
  );
}

/** Limited federation without a partner: the lists of an instance want a login as well. Source: mastodon:app/controllers/api/v1/instances/base_controller.rb. */
function walled(site: Site): Site {
  const shut = limited(site);
  return {
    ...shut,
    answer: async (ask) =>
      /^\/api\/v1\/instance\/(peers|domain_blocks)$/.test(ask.url.pathname)
        ? status(401, '{"error":"This method requires an authenticated user"}', 'application/json')
        : shut.answer(ask),
  };
}

/** The list as it was when it had one entry, the first. */
function youngerList(site: Site): Site {
  return {
    ...site,
    answer: async (ask) => {
      const reply = await site.answer(ask);
      if (ask.url.pathname !== '/api/v1/instance/domain_blocks' || reply.status !== 200) return reply;
      const entries: readonly unknown[] = JSON.parse(String(reply.body));
      return { ...reply, body: JSON.stringify(entries.slice(0, 1)) };
    },
  };
}

/** Sign-up opened, in every place that says so. Source: mastodon/documentation:content/en/entities/Instance.md, registrations. */
function open(site: Site): Site {
  const api = jsonAt(site, ['instance-api'], (document) => {
    const registrations = document['registrations'];
    const opened =
      typeof registrations === 'boolean' ? true : { ...member(document, 'registrations'), enabled: true };
    return { ...document, registrations: opened };
  });
  return jsonAt(api, ['nodeinfo'], (document) => ({ ...document, openRegistrations: true }));
}

/** A name of its own in NodeInfo; every other trace stays. The case of national networks that called Mastodon their own work. */
function renamedSoftware(site: Site): Site {
  return jsonAt(site, ['nodeinfo'], (document) => ({
    ...document,
    software: { name: 'homegrown', version: '1.0.0' },
  }));
}

/** The front page of who has the server for themselves: it leads to their profile somewhere else. */
function ledElsewhere(site: Site): Site {
  return {
    ...site,
    answer: async (ask) =>
      ask.url.pathname === '/'
        ? { status: 302, headers: { location: 'https://profile.fedi.test/' }, body: '' }
        : site.answer(ask),
  };
}

/** An older release, in every place that says so. */
function aged(version: string) {
  return (site: Site): Site => {
    const api = jsonAt(site, ['instance-api'], (document) =>
      'version' in document ? { ...document, version } : document,
    );
    return jsonAt(api, ['nodeinfo'], (document) => ({
      ...document,
      software: { ...member(document, 'software'), version },
    }));
  };
}

/** Nobody to write to: the members stay, as Mastodon sends them without a setting. Source: mastodon:app/serializers/rest/instance_serializer.rb. */
function anonymous(site: Site): Site {
  return jsonAt(site, ['instance-api'], (document) => ({
    ...document,
    ...('contact' in document
      ? { contact: { email: '', account: null } }
      : { email: '', contact_account: null }),
  }));
}

/** Servers that are not what was agreed, or not what they say. */
export const instanceBreakages = {
  'federation-limited': { says: 'the server federates with an allow-list only', apply: limited },
  'federation-none': { says: 'the server federates with nobody', apply: walled },
  'block-list-younger': {
    says: 'the block list is as it was when it had one entry; this is healthy',
    apply: youngerList,
  },
  'registrations-open': { says: 'anybody can sign up', apply: open },
  'rules-missing': {
    says: 'the list of rules is empty',
    apply: (site) => jsonAt(site, ['instance-api'], (document) => ({ ...document, rules: [] })),
  },
  'contact-missing': { says: 'neither an address nor an account is named', apply: anonymous },
  'privacy-policy-empty': {
    says: 'the privacy policy has no text',
    apply: (site) => jsonAt(site, ['privacy-policy'], (document) => ({ ...document, content: '' })),
  },
  'version-old': { says: 'a release with known weaknesses runs', apply: aged('4.5.3') },
  'registrations-open-in-nodeinfo': {
    says: 'NodeInfo says that anybody can sign up, the instance API that nobody can',
    apply: (site) => jsonAt(site, ['nodeinfo'], (document) => ({ ...document, openRegistrations: true })),
  },
  'source-elsewhere': {
    says: 'the offered source is another repository',
    apply: (site) =>
      jsonAt(site, ['instance-api'], (document) =>
        'source_url' in document
          ? { ...document, source_url: 'https://git.other-host.example/social/mastodon' }
          : document,
      ),
  },
  'front-page-elsewhere': {
    says: 'the front page leads to another server; this is healthy',
    apply: ledElsewhere,
  },
  'software-renamed': { says: 'a Mastodon calls itself home-grown', apply: renamedSoftware },
} as const satisfies Record<string, Breakage>;
