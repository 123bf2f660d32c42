import { z } from 'zod';
import { readJson, requireSuccess, statusFailure } from '../net/json.ts';
import { domainBlocksPath, readDomainBlocks } from './domain-blocks.ts';
import { listOptions, notSupported, type PolicyIo, type PolicyReader, read } from './reader.ts';

const Allowed = z.object({ federated_instances: z.object({ allowed: z.array(z.unknown()) }) });

/** PieFed: Mastodon's shape. Empty may mean that it has an allow list, which makes its bans void. Source: PieFed:app/activitypub/routes.py, domain_blocks. */
export const piefed: PolicyReader = {
  origin: 'piefed',
  names: ['piefed'],
  covers: 'name',
  read: async ({ base }, io) => {
    const fetched = await io.get(`${base}${domainBlocksPath}`, listOptions);
    if (statusFailure(fetched)?.failure.code === 'http-not-found') return notSupported();
    const found = await readDomainBlocks(requireSuccess(fetched), io.turns);
    if (found.entries.length > 0) return read(found, 'open');
    return read(found, (await hasAllowList(base, io)) ? 'allow-list' : 'open');
  },
};

async function hasAllowList(base: string, io: PolicyIo): Promise<boolean> {
  const fetched = requireSuccess(await io.get(`${base}/api/v3/federated_instances`, listOptions));
  return readJson(fetched, Allowed).federated_instances.allowed.length > 0;
}
