import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import type { SecureContext } from 'node:tls';
import { createSecureContext } from 'node:tls';
import * as x509 from '@peculiar/x509';

/**
 * Which certificate a server shows. `good`: 90 days, with its intermediate. `no-intermediate`: good, but the leaf alone.
 * `wrong-name`: good for another host. `expiring`: two days left.
 */
export type CertificateKind =
  | 'good'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-name'
  | 'self-signed'
  | 'no-intermediate'
  | 'expiring';

/** Our own authority: its root for clients, and a secure context for every host and kind. */
export interface Certificates {
  /** The root, PEM. */
  readonly caPem: string;
  contextFor(host: string, kind: CertificateKind): Promise<SecureContext>;
}

interface Signer {
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 86_400_000;

/** Days before and after now in which each kind is valid. 90 days: what Let's Encrypt issues. */
const validity: Readonly<Record<CertificateKind, readonly [from: number, to: number]>> = {
  good: [-30, 60],
  expired: [-91, -1],
  'not-yet-valid': [2, 92],
  'wrong-name': [-30, 60],
  'self-signed': [-30, 60],
  'no-intermediate': [-30, 60],
  expiring: [-88, 2],
};

/** A fresh authority: root, intermediate, and one leaf key for all hosts. */
export async function createCertificates(): Promise<Certificates> {
  const root = await authority('Fediscope Test Root', undefined);
  const intermediate = await authority('Fediscope Test Intermediate', root);
  const leafKeys = await newKeys();
  const known = new Map<string, Promise<SecureContext>>();
  const contextFor = (host: string, kind: CertificateKind) => {
    const wanted = `${kind} ${host}`;
    const context = known.get(wanted) ?? createContext(host, kind, { intermediate, leafKeys });
    known.set(wanted, context);
    return context;
  };
  return { caPem: root.certificate.toString('pem'), contextFor };
}

interface Issuing {
  readonly intermediate: Signer;
  readonly leafKeys: webcrypto.CryptoKeyPair;
}

async function createContext(host: string, kind: CertificateKind, issuing: Issuing): Promise<SecureContext> {
  const leaf = await issue(host, kind, issuing);
  const alone = kind === 'self-signed' || kind === 'no-intermediate';
  const sent = alone ? [leaf] : [leaf, issuing.intermediate.certificate];
  const key = await webcrypto.subtle.exportKey('pkcs8', issuing.leafKeys.privateKey);
  return createSecureContext({
    cert: sent.map((certificate) => certificate.toString('pem')).join('\n'),
    key: x509.PemConverter.encode(key, 'PRIVATE KEY'),
  });
}

function issue(host: string, kind: CertificateKind, issuing: Issuing): Promise<x509.X509Certificate> {
  const name = kind === 'wrong-name' ? 'other-site.example' : host;
  const [from, to] = validity[kind];
  const subject = { ...dates(from, to), subject: `CN=${name}`, extensions: leafExtensions(name) };
  if (kind === 'self-signed')
    return sign(subject, issuing.leafKeys, { name: subject.subject, keys: issuing.leafKeys });
  const { certificate, keys } = issuing.intermediate;
  return sign(subject, issuing.leafKeys, { name: certificate.subject, keys });
}

async function authority(name: string, parent: Signer | undefined): Promise<Signer> {
  const keys = await newKeys();
  const extensions = [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
  ];
  const subject = { ...dates(-365, 3650), subject: `CN=${name}`, extensions };
  const issuer = { name: parent?.certificate.subject ?? `CN=${name}`, keys: parent?.keys ?? keys };
  return { certificate: await sign(subject, keys, issuer), keys };
}

interface Subject {
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly subject: string;
  readonly extensions: x509.Extension[];
}

interface Issuer {
  readonly name: string;
  readonly keys: webcrypto.CryptoKeyPair;
}

function sign(
  subject: Subject,
  keys: webcrypto.CryptoKeyPair,
  issuer: Issuer,
): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.create({
    ...subject,
    serialNumber: `01${randomBytes(8).toString('hex')}`,
    issuer: issuer.name,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: algorithm,
  });
}

function leafExtensions(name: string): x509.Extension[] {
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }]),
  ];
}

function dates(from: number, to: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now + from * day), notAfter: new Date(now + to * day) };
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}
