import type { ForgeRepository } from './forges.ts';
import { type CorpusServer, offering } from './server.ts';
import { imitated } from './software.ts';

/** Changed software, as it shows by itself, and the tags of its source, none of them of what runs: id | version that runs | tags. */
const table = `
mastodon | 4.4.2+stadt.9 | v4.4.1+stadt.7 v4.4.1+stadt.8
glitch-soc | 4.4.2+glitch.stadt.2 | v4.4.1+glitch.stadt
misskey-io | 2025.4.1-io.13 | 2025.4.1-io.11 2025.4.1-io.12
meisskey | 10.102.701-m545-stadt | 10.102.700-m544-stadt
pleroma | 2.9.1-stadt.2 | v2.9.0-stadt
akkoma | 3.16.0-stadt.2 | v3.15.2-stadt
rebased | 2.7.1-stadt.2+soapbox | v2.7.0-stadt
lemmy | 0.19.12-stadt.2 | 0.19.11-stadt
gotosocial | 0.19.1-stadt.2 | v0.19.0-stadt
peertube | 8.2.4-stadt.2 | v8.2.3-stadt
pixelfed | 0.12.7-stadt.2 | v0.12.6-stadt
friendica | 2024.09-stadt.2 | 2024.08-stadt
mbin | 1.8.2-stadt.2 | v1.8.1-stadt
writefreely | 0.16.0-stadt.2 | v0.15.1-stadt
plume | 0.7.2-stadt.2 | 0.7.1-stadt
mitra | 4.6.0-stadt.2 | v4.5.0-stadt
hollo | 0.6.2-stadt.2 | 0.6.1-stadt
ktistec | 2.4.10-stadt.2 | v2.4.9-stadt
gancio | 1.26.1-stadt.2 | 1.26.0-stadt
`;

const rows = table
  .trim()
  .split('\n')
  .map((row) => {
    const [id = '', version = '', tags = ''] = row.split('|').map((cell) => cell.trim());
    return { id, version, tags: tags.split(' ') };
  });

const repositoryOf = (id: string) => `https://codeberg.org/other-town/${id}`;

/** Servers of which it must be said that what they run is not in what they offer. */
export const withoutVersion: readonly CorpusServer[] = rows.flatMap(({ id, version }) => {
  const software = imitated.find((one) => one.id === id);
  if (software === undefined) return [];
  const { name, api } = software;
  return {
    ...{ name: `absent-${id}`, state: 'absent-version', label: 'OFFER_VERSION_NOT_FOUND' },
    ...{ software: name, version, ...(api && { api }), offers: offering(software, repositoryOf(id)) },
  };
});

/** Their repositories, with the tags that there are. */
export const repositoriesWithoutVersion: readonly ForgeRepository[] = rows.map(({ id, tags }) => ({
  url: repositoryOf(id),
  tags,
}));
