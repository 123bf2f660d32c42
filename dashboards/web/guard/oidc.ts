import type { Configuration } from 'openid-client';
import type { Grant } from '../../../model/access.ts';
import type { OidcOptions } from '../deps.ts';
import { isLoopback } from '../exposure.ts';
import { type Reader, readerOf } from './reader.ts';

/** What a log-in that was begun has to match when it comes back. */
export interface Journey {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly redirectUri: string;
}

/** A provider of OpenID Connect. Source: OpenID Connect Core 1.0 §3.1, RFC 7636, RFC 9700 §2.1. */
export interface Provider {
  /** Where to send the browser. @throws {Error} when the provider cannot be reached or used. */
  begin(redirectUri: string): Promise<{ readonly url: string; readonly journey: Journey }>;
  /** Who came back; undefined: somebody without a role. `search`: the query of the callback. @throws {Error} when it does not fit the journey. */
  finish(search: string, journey: Journey): Promise<{ readonly account: string; readonly reader?: Reader }>;
}

/** Seconds that the provider may take to answer. */
const timeout = 10;

/** A provider that is looked up when it is first needed: the site starts without it, and a look-up that failed is made again. */
export function createProvider(options: OidcOptions): Provider {
  let found: Promise<Configuration> | undefined;
  const configuration = async (): Promise<Configuration> => {
    found ??= discover(options);
    try {
      return await found;
    } catch (error) {
      found = undefined;
      throw error;
    }
  };
  return {
    begin: async (redirectUri) => begin(await configuration(), redirectUri),
    finish: async (search, journey) => finish(await configuration(), options, { search, journey }),
  };
}

/** Loaded when somebody logs in this way: most sites never do. */
const library = () => import('openid-client');

async function discover({ issuer, clientId, clientSecret }: OidcOptions): Promise<Configuration> {
  const client = await library();
  const url = new URL(issuer);
  const isPlain = url.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[|\]$/g, ''));
  const authentication = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
  return client.discovery(url, clientId, undefined, authentication, {
    timeout,
    // The signature of an ID token is checked too, not only the connection it came by.
    execute: [client.enableNonRepudiationChecks, ...(isPlain ? [client.allowInsecureRequests] : [])],
  });
}

async function begin(configuration: Configuration, redirectUri: string) {
  const client = await library();
  const journey = {
    verifier: client.randomPKCECodeVerifier(),
    state: client.randomState(),
    nonce: client.randomNonce(),
    redirectUri,
  };
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
    state: journey.state,
    nonce: journey.nonce,
  });
  return { url: url.href, journey };
}

interface Return {
  readonly search: string;
  readonly journey: Journey;
}

async function finish(configuration: Configuration, options: OidcOptions, { search, journey }: Return) {
  const client = await library();
  const back = new URL(`${journey.redirectUri}${search}`);
  const tokens = await client.authorizationCodeGrant(configuration, back, {
    pkceCodeVerifier: journey.verifier,
    expectedState: journey.state,
    expectedNonce: journey.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('the provider sent no ID token');
  const { preferred_username: name, email } = claims;
  const account = [name, email, claims.sub].find((text) => typeof text === 'string' && text !== '');
  const reader = readerOf(String(account), grantsOf(claims, options));
  return { account: String(account), ...(reader !== undefined && { reader }) };
}

/** What the values of the claim grant, in the order of the configuration. */
export function grantsOf(
  claims: Readonly<Record<string, unknown>>,
  { claim, roles }: Pick<OidcOptions, 'claim' | 'roles'>,
): readonly Grant[] {
  const value = Object.hasOwn(claims, claim) ? claims[claim] : claimAt(claims, claim.split('.'));
  const values = new Set(Array.isArray(value) ? value : [value]);
  return Object.entries(roles).flatMap(([name, grant]) => (values.has(name) ? [grant] : []));
}

function claimAt(claims: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return claims;
  if (typeof claims !== 'object' || claims === null || !Object.hasOwn(claims, name)) return undefined;
  return claimAt(Reflect.get(claims, name), rest);
}
