import type { Dispatcher } from 'undici';
import type { Exchange } from '../../model/exchange.ts';
import type { BodyLimits } from './answer/body.ts';
import type { FetchOptions } from './fetched.ts';
import { ProbeFailure } from './probe-failure.ts';

/** The one path that anything is posted to. Source: gitprotocol-http. */
export const uploadPack = '/git-upload-pack';
/** What a git server answers with there. Source: gitprotocol-http. */
export const gitResult = 'application/x-git-upload-pack-result';

/** One request, ready to be sent. */
export interface Request {
  readonly url: URL;
  readonly method: Exchange['method'];
  /** Who asks. */
  readonly userAgent: string;
  readonly accept: string | undefined;
  /** Header fields besides those of every request, and in their place. Undefined: none. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** What is posted. Undefined: nothing. */
  readonly upload: Uint8Array | undefined;
  readonly limits: BodyLimits;
}

/** How one is asked for. `upload`: what is posted to a git server. */
export type Asked = Pick<FetchOptions, 'accept' | 'method' | 'range' | 'gitProtocol'> & {
  readonly upload?: Uint8Array;
};

/** What is asked for in one hop. @throws {ProbeFailure} `url-forbidden` for a POST to anything but a git server's upload-pack. */
export function requestOf(
  url: URL,
  asked: Asked,
  { userAgent, limits }: Pick<Request, 'userAgent' | 'limits'>,
): Request {
  const { accept, method: wanted = 'GET', upload } = asked;
  if (upload !== undefined && !url.pathname.endsWith(uploadPack))
    throw new ProbeFailure('url-forbidden', 'nothing is posted but questions to git servers');
  const method = upload === undefined ? wanted : 'POST';
  return { url, method, userAgent, accept, headers: fieldsOf(asked), upload, limits };
}

/** The request as undici takes it. */
export function sentAs({
  url,
  method,
  userAgent,
  accept,
  headers,
  upload,
}: Request): Dispatcher.DispatchOptions {
  const usual = { 'user-agent': userAgent, accept: accept ?? '*/*', 'accept-encoding': 'gzip, br' };
  return {
    method,
    path: `${url.pathname}${url.search}`,
    headers: headers === undefined ? usual : { ...usual, ...headers },
    body: upload === undefined ? null : Buffer.from(upload),
  };
}

function fieldsOf({ range, gitProtocol, upload }: Asked): Request['headers'] {
  if (range === undefined && gitProtocol === undefined && upload === undefined) return undefined;
  return {
    // A part of a compressed form would be a part of something else.
    ...(range !== undefined && { range, 'accept-encoding': 'identity' }),
    ...(gitProtocol !== undefined && { 'git-protocol': `version=${gitProtocol}` }),
    ...(upload !== undefined && { 'content-type': 'application/x-git-upload-pack-request' }),
  };
}
