import type { SoftwareProfile } from './profile.ts';

/** WordPress with the ActivityPub plugin. */
export const wordpress: SoftwareProfile = {
  id: 'wordpress',
  title: 'WordPress (ActivityPub plugin)',
  part: 'server',
  names: ['wordpress'],
  family: 'wordpress',
  licence: 'GPL-2.0-or-later AND MIT',
  networkClause: false,
  repositories: [{ url: 'https://github.com/Automattic/wordpress-activitypub', role: 'canonical' }],
  instanceActorPath: '/wp-json/activitypub/1.0/application',
  instanceActorUser: 'application',
  instanceApi: 'none',
  fingerprints: [
    {
      id: 'wordpress.api-link',
      kind: 'header',
      name: 'link',
      contains: 'rel="https://api.w.org/"',
      weight: 'strong',
    },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'fingerprints'],
      source: 'Automattic/wordpress-activitypub@19120d4: activitypub.php, integration/class-nodeinfo.php',
      readAt: '2024-10-01',
    },
    {
      fields: ['instanceActorPath', 'instanceActorUser'],
      source: 'Automattic/wordpress-activitypub@19120d4: includes/rest',
      readAt: '2024-10-01',
    },
    {
      fields: ['wordpress.api-link'],
      source: 'WordPress/wordpress-develop: src/wp-includes/rest-api.php, rest_output_link_header',
      readAt: '2026-11-21',
    },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
