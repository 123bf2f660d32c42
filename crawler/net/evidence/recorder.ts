import { instant } from '../../../model/clock.ts';
import type { BodyFacts, Exchange } from '../../../model/exchange.ts';
import type { Evidence } from '../../../model/observation.ts';
import type { Exchanged } from '../exchange.ts';
import type { Excerpt, FetchOptions } from '../fetched.ts';
import type { Recording } from '../net.ts';
import { parseTarget } from '../url-policy.ts';
import { type EvidenceBody, type Kept, keepEvidence, readEvidence } from './evidence.ts';
import { learnFrom } from './known-documents.ts';
import { knownHead } from './known-headers.ts';
import type { Shield } from './shield.ts';

/** Exchanges as they came, until they are taken, scrubbed. Raw bytes never leave this. */
export class Recorder {
  #pending: Pending[] = [];
  readonly #learned = new Set<unknown>();

  /** `excerpt`: takes what is kept of it. */
  add(exchanged: Exchanged, excerpt?: Excerpt): void {
    this.#pending.push({ exchanged, excerpt });
  }

  /** What was recorded since the last call, scrubbed of the names that are known when it is read. `now`: epoch milliseconds. */
  take(shield: Shield, now: number): () => Recording {
    // The bytes end here; what is parsed waits for the last name.
    const pending = this.#pending;
    this.#pending = [];
    for (const { exchanged } of pending) {
      const to = placeLedTo(exchanged);
      if (to !== undefined) shield.leadsTo(to);
    }
    const read = pending.map(({ exchanged, excerpt }) => ({
      exchange: exchanged.exchange,
      body: readEvidence(exchanged, excerpt),
    }));
    for (const { body } of read) this.#learn(body, shield);
    return () => scrubbed(read, shield, instant(now));
  }

  /** Equal bodies are one value, which tells of the same people. What it is taken for may differ. */
  #learn(body: EvidenceBody, shield: Shield): void {
    if (body.kind !== 'json') return;
    const { document, value } = body;
    if (this.#learned.has(value) && document !== 'jrd') return;
    this.#learned.add(value);
    learnFrom(document, value, shield);
  }
}

/** Where a redirect leads. Undefined: it is none. */
function placeLedTo({ exchange, location }: Exchanged): string | undefined {
  if (location === undefined) return undefined;
  const to = parseTarget(location, new URL(exchange.url));
  return to.ok ? to.target.url.href : undefined;
}

/** An exchange without what may not be recorded of it. */
export function withheld(exchanged: Exchanged, record: FetchOptions['record'] = 'whole'): Exchanged {
  if (record === 'whole') return exchanged;
  const bodiless = { ...exchanged, bytes: new Uint8Array() };
  if (record === 'head') return bodiless;
  const { exchange } = exchanged;
  const { location: _withheld, ...responseHeaders } = exchange.responseHeaders;
  return { ...bodiless, exchange: { ...exchange, url: `${new URL(exchange.url).origin}/`, responseHeaders } };
}

interface Pending {
  readonly exchanged: Exchanged;
  readonly excerpt: Excerpt | undefined;
}

interface Read {
  readonly exchange: Exchange;
  readonly body: EvidenceBody;
}

function scrubbed(read: readonly Read[], shield: Shield, at: string): Recording {
  const evidence = new Map<string, Evidence>();
  const exchanges = read.map(({ exchange, body }) => {
    const kept = keepEvidence(exchange, body, { shield, at });
    if (kept !== undefined && !evidence.has(kept.evidence.keptSha256))
      evidence.set(kept.evidence.keptSha256, kept.evidence);
    return described(exchange, kept, shield);
  });
  return { exchanges, evidence: [...evidence.values()] };
}

/** Who we are and what we asked for are nobody's names, whatever an account is called; where, and what came back, may be. */
function described(exchange: Exchange, kept: Kept | undefined, shield: Shield): Exchange {
  const { url, posted, responseHeaders, cookieNames, body } = exchange;
  const head = { responseHeaders: shield.scrub(responseHeaders), cookieNames: shield.scrub(cookieNames) };
  return {
    ...exchange,
    url: shield.identifier(url),
    ...(posted !== undefined && { posted: shield.text(posted) }),
    ...knownHead(head, shield.software),
    ...(body !== undefined && kept !== undefined && { body: { ...body, ...keptFacts(kept) } }),
  };
}

function keptFacts({ evidence, form, cut }: Kept): Pick<BodyFacts, 'keptSha256' | 'keptForm' | 'keptCut'> {
  return { keptSha256: evidence.keptSha256, keptForm: form, ...(cut && { keptCut: true }) };
}
