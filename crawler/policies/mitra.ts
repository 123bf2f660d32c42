import { requireSuccess, statusFailure } from '../net/json.ts';
import { domainBlocksPath, readDomainBlocks } from './domain-blocks.ts';
import type { Entries } from './entries.ts';
import { hidden, listOptions, notSupported, type PolicyReader, read } from './reader.ts';

/** Mitra: Mastodon's shape over its own rules, which may be wildcards. Source: mitra:mitra_api/src/mastodon_api/instance/views.rs. */
export const mitra: PolicyReader = {
  origin: 'mitra',
  names: ['mitra'],
  covers: 'name',
  read: async ({ base }, io) => {
    const fetched = await io.get(`${base}${domainBlocksPath}`, listOptions);
    const code = statusFailure(fetched)?.failure.code;
    if (code === 'http-unauthorized') return hidden();
    if (code === 'http-not-found') return notSupported();
    const found = await readDomainBlocks(requireSuccess(fetched), io.turns);
    return isEverybody(found) ? read({ ...found, entries: [] }, 'allow-list') : read(found, 'open');
  },
};

/** Its allow list is a rule against everybody, and exceptions that are not published. */
function isEverybody({ entries }: Entries): boolean {
  return entries.some(({ subject }) => subject.kind === 'pattern' && subject.pattern === '*');
}
