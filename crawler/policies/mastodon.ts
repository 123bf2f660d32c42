import type { FederationMode } from '../../model/policy.ts';
import { requireSuccess, statusFailure } from '../net/json.ts';
import type { Fetched } from '../probe.ts';
import { domainBlocksPath, readDomainBlocks } from './domain-blocks.ts';
import { readMastodon3 } from './mastodon-3.ts';
import {
  hidden,
  isAtLeast,
  listOptions,
  notSupported,
  type PolicyIo,
  type PolicyQuestion,
  type PolicyReader,
  type ReadPolicies,
  read,
} from './reader.ts';
import type { Turns } from './turns.ts';

/** Mastodon and its forks. Source: mastodon:app/controllers/api/v1/instances/domain_blocks_controller.rb. */
export const mastodon: PolicyReader = {
  origin: 'mastodon',
  names: ['mastodon', 'hometown', 'fedibird', 'kmyblue', 'ecko'],
  covers: 'subdomains',
  read: async (question, io) => {
    const { version } = question;
    if (version !== '' && !isAtLeast(version, [3, 0])) return notSupported(modeOf(question));
    if (version !== '' && !isAtLeast(version, [4, 0])) return readMastodon3(question, io);
    return readMastodon(await ask(question, io), question, io.turns);
  },
};

/** Software that we do not know and that answers like Mastodon; a national network that renamed it is one. Its version is its own. */
export const mastodonLike: PolicyReader = {
  origin: 'mastodon-like',
  names: [],
  covers: 'name',
  read: async (question, io) => {
    const fetched = await ask(question, io);
    // Others than Mastodon hide a list like this, whatever their mode.
    if (statusFailure(fetched)?.failure.code === 'http-unauthorized') return hidden(modeOf(question));
    return readMastodon(fetched, question, io.turns);
  },
};

function ask({ base }: PolicyQuestion, io: PolicyIo): Promise<Fetched> {
  return io.get(`${base}${domainBlocksPath}`, listOptions);
}

/**
 * What an answer says. Switched off it is an empty 404, before 4.0 a 404 with a page.
 * A 401 before that is limited federation, unless the server says that it is not limited: the filter for it runs first. @throws {ProbeFailure}
 */
export async function readMastodon(
  fetched: Fetched,
  question: PolicyQuestion,
  turns: Turns,
): Promise<ReadPolicies> {
  const code = statusFailure(fetched)?.failure.code;
  if (code === 'http-not-found')
    return fetched.bytes.length === 0 ? hidden(modeOf(question)) : notSupported(modeOf(question));
  if (code === 'http-unauthorized') return hidden(question.limited === false ? 'open' : 'allow-list');
  if (fetched.status === 501) return notSupported(modeOf(question));
  return read(await readDomainBlocks(requireSuccess(fetched), turns), modeOf(question));
}

function modeOf({ limited }: PolicyQuestion): FederationMode {
  if (limited === undefined) return 'unknown';
  return limited ? 'allow-list' : 'open';
}
