import { ProbeFailure } from '../probe.ts';
import type { ChainOptions } from './chain.ts';
import type { Request } from './exchange.ts';

/** The one path that anything is posted to. Source: gitprotocol-http. */
export const uploadPack = '/git-upload-pack';
/** What a git server answers with there. Source: gitprotocol-http. */
export const gitResult = 'application/x-git-upload-pack-result';

/** What is asked for in one hop. @throws {ProbeFailure} `url-forbidden` for a POST to anything but a git server's upload-pack. */
export function requestOf(
  { accept, ...asked }: Pick<Request, 'url' | 'limits' | 'signal'> & { readonly accept: string | undefined },
  { method = 'GET', range, gitProtocol, upload }: ChainOptions,
): Request {
  if (upload !== undefined && !asked.url.pathname.endsWith(uploadPack))
    throw new ProbeFailure('url-forbidden', 'nothing is posted but questions to git servers');
  const headers = {
    // A part of a compressed form would be a part of something else.
    ...(range !== undefined && { range, 'accept-encoding': 'identity' }),
    ...(gitProtocol !== undefined && { 'git-protocol': `version=${gitProtocol}` }),
    ...(upload !== undefined && { 'content-type': 'application/x-git-upload-pack-request' }),
  };
  return {
    ...asked,
    headers,
    method: upload === undefined ? method : 'POST',
    ...(accept !== undefined && { accept }),
    ...(upload !== undefined && { upload }),
  };
}
