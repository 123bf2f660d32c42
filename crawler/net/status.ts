import type { FailureCode } from '../../model/failure.ts';
import type { Fetched } from './fetched.ts';
import { decodeUtf8, isHtml, mayBeHtml } from './json-text.ts';
import { ProbeFailure } from './probe-failure.ts';

const byStatus: Readonly<Record<number, FailureCode>> = {
  401: 'http-unauthorized',
  403: 'http-forbidden',
  404: 'http-not-found',
  410: 'http-gone',
  429: 'http-rate-limited',
};

/** What stands in the challenge pages of products, and in no document that data was asked for. Lower case. */
const challengeMarks: readonly string[] = [
  // Cloudflare
  '/cdn-cgi/challenge-platform/',
  'cf-browser-verification',
  'cf_chl_opt',
  // Anubis
  '/.within.website/x/cmd/anubis/',
  // DDoS-Guard
  '/.well-known/ddos-guard/',
  // Sucuri
  'sucuri_cloudproxy_js',
  // Imperva
  '_incapsula_resource',
  // AWS WAF
  'awswafcookiedomainlist',
  'window.gokuprops',
  // DataDome
  'captcha-delivery.com',
  // HUMAN, formerly PerimeterX
  'px-captcha',
  // Vercel
  'vercel security checkpoint',
  // BunkerWeb, go-away, Basedflare
  'bunkerweb antibot',
  '/.well-known/.git.gammaspectra.live/git/go-away/',
  '/.basedflare/',
];

const searchedBytes = 64 * 1024;

/** Why a response is not the document asked for, by its status or a bot challenge. Undefined: it is a 2xx without one. */
export function statusFailure(fetched: Fetched): ProbeFailure | undefined {
  if (isChallenge(fetched)) return new ProbeFailure('http-challenged');
  const { status } = fetched;
  if (status >= 200 && status <= 299) return undefined;
  const code = byStatus[status] ?? byClass(status);
  return new ProbeFailure(code, `the answer was ${status}`);
}

/** The response itself, when it is a 2xx. @throws {ProbeFailure} `http-*` */
export function requireSuccess(fetched: Fetched): Fetched {
  const failure = statusFailure(fetched);
  if (failure !== undefined) throw failure;
  return fetched;
}

function byClass(status: number): FailureCode {
  if (status >= 500 && status <= 599) return 'http-server-error';
  return status >= 400 && status <= 499 ? 'http-client-error' : 'http-unexpected-status';
}

/** Cloudflare says so in a header on every challenge; others are known by their page where no page was asked for. */
function isChallenge(fetched: Fetched): boolean {
  if (fetched.headers['cf-mitigated']?.toLowerCase() === 'challenge') return true;
  if (fetched.hops.at(-1)?.accept?.includes('text/html') === true && fetched.status < 400) return false;
  if (!mayBeHtml(fetched.bytes)) return false;
  const text = decodeUtf8(fetched.bytes)?.slice(0, searchedBytes) ?? '';
  if (!isHtml(text)) return false;
  const page = text.toLowerCase();
  return challengeMarks.some((mark) => page.includes(mark));
}
