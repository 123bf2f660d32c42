import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A certificate chain with its key, as a TLS server takes it. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** What a leaf certificate says. */
export interface LeafOptions {
  readonly names: readonly string[];
  /** Days from now. */
  readonly from?: number;
  readonly to?: number;
  /** Which certificates are sent. `leaf`: alone. `full`: with its intermediate. `rooted`: with the root too. `self`: signed by itself. */
  readonly send?: 'leaf' | 'full' | 'rooted' | 'self';
}

/** A certificate authority with one intermediate, made in memory. */
export interface Authority {
  readonly pem: string;
  issue(options: LeafOptions): Promise<Identity>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 86_400_000;
let serial = 1;

async function keyPair(): Promise<webcrypto.CryptoKeyPair> {
  // Without a literal algorithm name the declared return type is the wider one.
  return (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
}

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * dayMs);
}

interface Signing {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: webcrypto.CryptoKey;
  readonly signingKey: webcrypto.CryptoKey;
  readonly extensions: x509.Extension[];
  readonly from?: number;
  readonly to?: number;
}

function sign({ from = -1, to = 60, ...rest }: Signing): Promise<x509.X509Certificate> {
  serial += 1;
  return x509.X509CertificateGenerator.create({
    serialNumber: serial.toString(16).padStart(4, '0'),
    notBefore: daysFromNow(from),
    notAfter: daysFromNow(to),
    signingAlgorithm: algorithm,
    ...rest,
  });
}

/** A fresh authority; its name keeps two of them apart. */
export async function createAuthority(name = 'Test'): Promise<Authority> {
  const [rootKeys, middleKeys] = await Promise.all([keyPair(), keyPair()]);
  const root = await sign({
    subject: `CN=${name} Root`,
    issuer: `CN=${name} Root`,
    publicKey: rootKeys.publicKey,
    signingKey: rootKeys.privateKey,
    extensions: [new x509.BasicConstraintsExtension(true, 2, true)],
  });
  const middle = await sign({
    subject: `CN=${name} Intermediate`,
    issuer: `CN=${name} Root`,
    publicKey: middleKeys.publicKey,
    signingKey: rootKeys.privateKey,
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  return {
    pem: root.toString('pem'),
    async issue({ names, send = 'full', ...dates }) {
      const keys = await keyPair();
      const subject = `CN=${names[0]}`;
      const leaf = await sign({
        subject,
        issuer: send === 'self' ? subject : `CN=${name} Intermediate`,
        publicKey: keys.publicKey,
        signingKey: send === 'self' ? keys.privateKey : middleKeys.privateKey,
        extensions: [
          new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value }))),
        ],
        ...dates,
      });
      const chains = { leaf: [leaf], self: [leaf], full: [leaf, middle], rooted: [leaf, middle, root] };
      const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
      return {
        cert: chains[send].map((certificate) => certificate.toString('pem')).join('\n'),
        key: x509.PemConverter.encode(key, 'PRIVATE KEY'),
      };
    },
  };
}
