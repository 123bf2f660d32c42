import { once } from 'node:events';
import tls from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BreakageName } from './breakages/index.ts';
import type { Fediverse } from './fediverse.ts';
import { startFediverse } from './fediverse.ts';

const host = 'mastodon.fedi.test';
const dayMs = 86_400_000;
let fediverse: Fediverse;

beforeAll(async () => {
  fediverse = await startFediverse({ only: [host] });
});
afterAll(() => fediverse.close());

async function handshake(servername = host) {
  const socket = tls.connect({
    host: '127.0.0.1',
    port: fediverse.port,
    servername,
    ca: fediverse.caPem,
    rejectUnauthorized: false,
  });
  await once(socket, 'secureConnect');
  const seen = { error: socket.authorizationError, leaf: socket.getPeerX509Certificate() };
  socket.destroy();
  return seen;
}

test('a healthy server shows a P-256 certificate for its own name that leads to our root', async () => {
  const { error, leaf } = await handshake();

  expect(error).toBeNull();
  expect(leaf?.checkHost(host)).toBe(host);
  expect(leaf?.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
});

test.each<readonly [BreakageName, string]>([
  ['certificate-expired', 'CERT_HAS_EXPIRED'],
  ['certificate-not-yet-valid', 'CERT_NOT_YET_VALID'],
  ['certificate-wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['certificate-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['certificate-no-intermediate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
])('%s is refused by Node as %s', async (breakage, code) => {
  fediverse.break(host, breakage);

  const { error } = await handshake();

  expect(error === null ? 'accepted' : codeOf(error)).toBe(code);
});

test('a certificate with two days left is still accepted', async () => {
  fediverse.break(host, 'certificate-expiring');

  const { error, leaf } = await handshake();

  const leftMs = Date.parse(leaf?.validTo ?? '') - Date.now();
  expect(error).toBeNull();
  expect(leftMs / dayMs).toBeGreaterThan(1.9);
  expect(leftMs / dayMs).toBeLessThan(2.1);
});

test('heal brings the good certificate back', async () => {
  fediverse.break(host, 'certificate-expired');
  fediverse.heal(host);

  expect((await handshake()).error).toBeNull();
});

function codeOf(error: Error | string): unknown {
  return typeof error === 'string' || !('code' in error) ? error : error.code;
}
