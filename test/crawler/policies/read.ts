import { ProbeFailure } from '../../../crawler/net/probe-failure.ts';
import type { PolicyIo, PolicyQuestion } from '../../../crawler/policies/reader.ts';
import { Turns } from '../../../crawler/policies/turns.ts';
import type { Fetched, FetchOptions } from '../../../crawler/probe.ts';
import type { PolicyEntry } from '../../../model/policy.ts';
import { subjectKey } from '../../../model/policy.ts';

/** A response with this body, as readers get it. */
export function answered(body: string | Uint8Array | object, status = 200): Fetched {
  const bytes =
    body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  // Readers look at the status and the bytes alone.
  return { url: 'https://peer.example/list', status, headers: {}, hops: [] as never, bytes };
}

/** A question to a server of some version. */
export function asked(version: string, more: Partial<PolicyQuestion> = {}): PolicyQuestion {
  return { base: 'https://peer.example', version, hosted: [], ...more };
}

/** What stands in for the network where only the order of questions matters: answers by path and query, and what was asked. */
export function answering(
  answer: (path: string, number: number) => Fetched,
): PolicyIo & { readonly paths: string[] } {
  const paths: string[] = [];
  const get = async (url: string, _options?: FetchOptions): Promise<Fetched> => {
    const { pathname, search } = new URL(url);
    paths.push(`${pathname}${search}`);
    // A visit has so many requests.
    if (paths.length > 20) throw new ProbeFailure('request-budget');
    return answer(`${pathname}${search}`, paths.length - 1);
  };
  return { get, paths, turns: unhurried };
}

/** The turns of a visit to a peer that nobody ends. */
export const unhurried = Turns.toRead({ role: 'peer' }, new AbortController().signal);

/** Entries as lines. */
export function lines(entries: readonly PolicyEntry[]): readonly string[] {
  return entries.map(({ subject, level }) => `${level} ${subjectKey(subject)}`);
}
