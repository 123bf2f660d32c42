import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { expect, it } from 'vitest';
import { startSite } from '../site.ts';
import { codeOf, host, labNet, openVisit } from '../visit.ts';

const name = 'a.fedi.test';

/** An authority that we trust, and a leaf of it with a key and a digest that OpenSSL has no more patience with. */
async function weakChain(bits: number, hash: string) {
  const weak = {
    name: 'RSASSA-PKCS1-v1_5',
    hash,
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: bits,
  };
  const usages = ['sign', 'verify'] as const;
  // Without a literal algorithm name the declared return type is the wider one.
  const rootKeys = (await webcrypto.subtle.generateKey(
    { ...weak, hash: 'SHA-256', modulusLength: 2048 },
    true,
    usages,
  )) as webcrypto.CryptoKeyPair;
  const keys = (await webcrypto.subtle.generateKey(weak, true, usages)) as webcrypto.CryptoKeyPair;
  const dates = { notBefore: new Date(Date.now() - 86_400_000), notAfter: new Date(Date.now() + 86_400_000) };
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...dates,
    serialNumber: '01',
    name: 'CN=Old Root',
    keys: rootKeys,
    signingAlgorithm: { ...weak, hash: 'SHA-256' },
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  const leaf = await x509.X509CertificateGenerator.create({
    ...dates,
    serialNumber: '02',
    subject: `CN=${name}`,
    issuer: 'CN=Old Root',
    publicKey: keys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: { ...weak, hash },
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    root: root.toString('pem'),
    cert: leaf.toString('pem'),
    key: x509.PemConverter.encode(key, 'PRIVATE KEY'),
  };
}

it.each([
  [1024, 'SHA-256'],
  [1024, 'SHA-1'],
])('a certificate of %i bits signed with %s is not trusted, and no bug of ours', async (bits, hash) => {
  const { root, ...identity } = await weakChain(bits, hash);
  const site = await startSite(identity, (_, response) => response.end('{}'), {
    ciphers: 'DEFAULT@SECLEVEL=0',
  });
  const net = labNet({ connectTo: [[name, `127.0.0.1:${site.port}`]], trustedCa: root });
  const seen = [
    await codeOf(openVisit(net).get(`https://${name}/`)),
    (await openVisit(net).handshake(host(name))).problem,
  ];
  await net.close();
  await site.close();

  expect(seen).toEqual(['tls-untrusted', 'tls-untrusted']);
});
