import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { readJson } from '../net/json.ts';
import { Recent } from '../net/recent.ts';
import type { Fetched } from '../probe.ts';
import { cutText, listOf, present, text, word } from './lenient.ts';

/** `publicKey` as sent. `bits`: modulus length of an RSA key. */
export interface KeyFacts {
  readonly shape: 'object' | 'array' | 'missing';
  readonly id?: string;
  readonly owner?: string;
  /** `spki`: BEGIN PUBLIC KEY. `pkcs1`: BEGIN RSA PUBLIC KEY. `unparsable`: neither, or no key inside. */
  readonly encoding?: 'spki' | 'pkcs1' | 'unparsable';
  readonly algorithm?: string;
  readonly bits?: number;
  /** SHA-256 of the DER, to see a key change. */
  readonly fingerprint?: string;
}

/** The fields of an actor that rules read; URLs as sent. No name, summary or picture. Source: ActivityPub §4.1. */
export interface ActorDocument {
  /** The URL that was asked. */
  readonly requested: string;
  readonly contentType?: string;
  readonly id?: string;
  readonly types: readonly string[];
  /** String entries of `@context`, in order. */
  readonly contexts: readonly string[];
  readonly preferredUsername?: string;
  readonly inbox?: string;
  readonly outbox?: string;
  readonly followers?: string;
  readonly following?: string;
  /** In `endpoints`, where it belongs. */
  readonly sharedInbox?: string;
  /** Beside `endpoints`, where older software has it. */
  readonly topLevelSharedInbox?: string;
  readonly url?: string;
  readonly webfinger?: string;
  readonly key: KeyFacts;
  readonly decodedBytes: number;
}

const Key = z.object({ id: text, owner: text, publicKeyPem: text });
const Keys = listOf(Key);
const Actor = z.object({
  '@context': listOf(word),
  id: text,
  type: listOf(word),
  preferredUsername: text,
  inbox: text,
  outbox: text,
  followers: text,
  following: text,
  url: listOf(cutText),
  webfinger: text,
  sharedInbox: text,
  endpoints: z.object({ sharedInbox: text }).optional().catch(undefined),
  publicKey: z.unknown().optional(),
});

/** The actor in a response. @throws {ProbeFailure} `body-*`. */
export function readActor(requested: string, fetched: Fetched): ActorDocument {
  const body = readJson(fetched, Actor);
  return present({
    requested,
    contentType: fetched.headers['content-type'],
    id: body.id,
    types: body.type,
    contexts: body['@context'],
    preferredUsername: body.preferredUsername,
    inbox: body.inbox,
    outbox: body.outbox,
    followers: body.followers,
    following: body.following,
    sharedInbox: body.endpoints?.sharedInbox,
    topLevelSharedInbox: body.sharedInbox,
    url: body.url[0],
    webfinger: body.webfinger,
    key: readKey(body.publicKey),
    decodedBytes: fetched.bytes.byteLength,
  });
}

/** A key as sent: an object, a list whose first key counts, or nothing. */
export function readKey(sent: unknown): KeyFacts {
  const shape = Array.isArray(sent) ? 'array' : 'object';
  const [key] = Keys.parse(sent ?? undefined);
  if (key === undefined) return { shape: 'missing' };
  return present({ shape, id: key.id, owner: key.owner, ...readPem(key.publicKeyPem ?? '') } as const);
}

type PemFacts = Pick<KeyFacts, 'encoding' | 'algorithm' | 'bits' | 'fingerprint'>;

/** A key hardly ever changes, is in every answer of the actor, and costs more to parse than the rest of it. By the hash of its text. */
const knownKeys = new Recent<string, PemFacts>(10_000, () => true);

function readPem(pem: string): PemFacts {
  return knownKeys.of(hash('sha256', pem), () => parsedFacts(pem));
}

function parsedFacts(pem: string): PemFacts {
  const key = parsePem(pem);
  if (key === undefined) return { encoding: 'unparsable' };
  const der = key.export({ type: 'spki', format: 'der' });
  return present({
    encoding: pem.includes('BEGIN RSA PUBLIC KEY') ? 'pkcs1' : 'spki',
    algorithm: key.asymmetricKeyType,
    bits: key.asymmetricKeyDetails?.modulusLength,
    fingerprint: hash('sha256', der),
  } as const);
}

function parsePem(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem);
  } catch {
    return undefined; // Remote text that is no key; the caller records that.
  }
}
