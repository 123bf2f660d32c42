import type { SoftwareProfile } from './profile.ts';

/** PeerTube: videos. */
export const peertube: SoftwareProfile = {
  id: 'peertube',
  title: 'PeerTube',
  part: 'server',
  names: ['peertube'],
  family: 'peertube',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL-3.0',
  networkClause: true,
  repositories: [
    { url: 'https://github.com/Chocobozzz/PeerTube', role: 'canonical' },
    { url: 'https://framagit.org/framasoft/peertube/PeerTube', role: 'mirror' },
  ],
  version: { stock: /^\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\.?\d+)?$/, deviation: 'weak', tags: ['v{version}'] },
  offers: [
    {
      place: 'noscript',
      path: '/',
      at: 'noscript a',
      setBy: 'constant',
      stock: 'https://github.com/Chocobozzz/PeerTube',
    },
    {
      place: 'noscript',
      path: '/',
      at: 'noscript a',
      setBy: 'constant',
      stock: 'https://framagit.org/framasoft/peertube/PeerTube',
    },
  ],
  instanceActorPath: '/accounts/peertube',
  instanceActorUser: 'peertube',
  instanceApi: 'none',
  blockListPath: '/api/v1/blocklist/status',
  fingerprints: [
    {
      id: 'peertube.powered-by',
      kind: 'header',
      name: 'x-powered-by',
      contains: 'peertube',
      weight: 'strong',
    },
    {
      id: 'peertube.platform',
      kind: 'html',
      find: {
        element: {
          tag: 'meta',
          attributes: { property: { is: 'og:platform' }, content: { is: 'PeerTube' } },
        },
      },
      weight: 'strong',
    },
    { id: 'peertube.app', kind: 'html', find: { element: { tag: 'my-app' } }, weight: 'medium' },
    {
      id: 'peertube.teapot',
      kind: 'path-status',
      path: '/teapot',
      status: 418,
      header: { name: 'safe', contains: 'if-sepia-awake' },
      weight: 'strong',
    },
    {
      id: 'peertube.config',
      kind: 'document',
      path: '/api/v1/config',
      contains: ['"serverVersion"', '"serverCommit"'],
      weight: 'medium',
    },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'fingerprints', 'offers'],
      source: 'Chocobozzz/PeerTube: server/core/controllers/misc.ts, server.ts, client/src/index.html',
      readAt: '2026-08-01',
    },
    {
      fields: ['instanceActorPath', 'instanceActorUser'],
      source: 'Chocobozzz/PeerTube: server/core/initializers/constants.ts',
      readAt: '2026-08-01',
    },
    {
      fields: ['blockListPath'],
      source: 'Chocobozzz/PeerTube@34ce07a5: server/core/controllers/api/blocklist.ts',
      readAt: '2025-01-01',
    },
    {
      fields: ['version'],
      source: 'YunoHost and awesome-selfhosted, tag lists',
      readAt: '2026-11-21',
      standing: 'secondary',
    },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
