import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a provider does wrong. */
export type Fault = 'nonce' | 'key' | 'issuer' | 'audience' | 'expired';

/** A small provider of OpenID Connect: code flow with PKCE, RS256, one client. Source: OpenID Connect Core 1.0 §3.1, RFC 7636. */
export interface OwnProvider {
  readonly issuer: string;
  /** Claims of whoever logs in next. */
  person: Readonly<Record<string, unknown>>;
  fault: Fault | undefined;
  /** Requests for tokens that were refused, and why. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

export const clientId = 'fediscope-test';
export const clientSecret = 'client secret & more';

interface Code {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly nonce: string;
}

const keys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function startProvider(): Promise<OwnProvider> {
  const [own, stranger] = [keys(), keys()];
  const codes = new Map<string, Code>();
  const refused: string[] = [];
  let issuer = '';

  const discovery = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  });
  const authorize = (url: URL, response: ServerResponse) => {
    const ask = (name: string) => url.searchParams.get(name) ?? '';
    const sound =
      ask('client_id') === clientId &&
      ask('response_type') === 'code' &&
      ask('code_challenge_method') === 'S256';
    if (!sound || ask('state') === '' || ask('nonce') === '')
      return void response.writeHead(400).end('bad request');
    const code = randomUUID();
    const redirectUri = ask('redirect_uri');
    codes.set(code, { challenge: ask('code_challenge'), nonce: ask('nonce'), redirectUri });
    const back = new URL(redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', ask('state'));
    response.writeHead(302, { location: back.href }).end();
  };
  const refusalOf = (form: URLSearchParams, authorization: string | undefined, code: Code | undefined) => {
    const basic = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64')
      .toString()
      .split(':');
    const [id, secret] = basic.map((part) => new URLSearchParams(`x=${part}`).get('x'));
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (id !== clientId || secret !== clientSecret) return 'invalid_client';
    if (code === undefined || form.get('grant_type') !== 'authorization_code') return 'invalid_grant';
    return code.challenge === challenge && code.redirectUri === form.get('redirect_uri')
      ? undefined
      : 'invalid_grant';
  };
  const idToken = (nonce: string) => {
    const now = Math.floor(Date.now() / 1000);
    const { fault } = provider;
    const claims = {
      ...provider.person,
      iss: fault === 'issuer' ? 'https://other.example' : issuer,
      aud: fault === 'audience' ? 'another-client' : clientId,
      iat: fault === 'expired' ? now - 7200 : now,
      exp: fault === 'expired' ? now - 3600 : now + 300,
      nonce: fault === 'nonce' ? 'another nonce' : nonce,
    };
    const signed = `${base64({ alg: 'RS256', kid: 'own' })}.${base64(claims)}`;
    const { privateKey } = fault === 'key' ? stranger : own;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
  };
  const token = async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams(await textOf(request));
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const refusal = refusalOf(form, request.headers.authorization, code);
    if (refusal !== undefined || code === undefined) {
      refused.push(refusal ?? '');
      return json(response, { error: refusal }, refusal === 'invalid_client' ? 401 : 400);
    }
    const id_token = idToken(code.nonce);
    return json(response, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token });
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', issuer);
    if (url.pathname === '/.well-known/openid-configuration') return json(response, discovery());
    const jwk = { ...own.publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' };
    if (url.pathname === '/jwks') return json(response, { keys: [jwk] });
    if (url.pathname === '/authorize') return authorize(url, response);
    if (url.pathname === '/token' && request.method === 'POST') return void token(request, response);
    return void response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: OwnProvider = {
    issuer,
    person: { sub: 'u1' },
    fault: undefined,
    refused,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return provider;
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
