import type { AuthenticatedDocumentLoaderFactory, DocumentLoader } from '@fedify/fedify';
import { FetchError, preloadedContexts, signRequest } from '@fedify/fedify';
import type { Peers } from '../network/loopback.ts';

const accept = 'application/activity+json, application/ld+json';

/** Loads documents over the loopback; JSON-LD contexts come from Fedify's own copies. Source: fedify:docs/manual/context.md, document loaders. */
export function createLoader(peers: Peers): DocumentLoader {
  return async (url) => preloaded(url) ?? load(url, await peers.get(url, { accept }));
}

/** The same with each request signed. Source: draft-cavage-http-signatures-12 §2.3. */
export function createSignedLoader(peers: Peers): AuthenticatedDocumentLoaderFactory {
  return ({ keyId, privateKey }) =>
    async (url) => {
      const known = preloaded(url);
      if (known !== undefined) return known;
      const request = new Request(url, { headers: { accept } });
      const signed = await signRequest(request, privateKey, keyId);
      return load(url, await peers.get(url, Object.fromEntries(signed.headers)));
    };
}

function preloaded(url: string) {
  const document = preloadedContexts[url];
  return document === undefined ? undefined : { contextUrl: null, document, documentUrl: url };
}

function load(url: string, response: { readonly status: number; readonly body: string }) {
  if (response.status !== 200) throw new FetchError(new URL(url), `HTTP ${response.status}`);
  return { contextUrl: null, document: JSON.parse(response.body), documentUrl: url };
}
