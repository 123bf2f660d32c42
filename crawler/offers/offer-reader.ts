import { z } from 'zod';
import type { PlaceReading, SourceOffers } from '../../model/licence/offer.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import { anything, text } from '../documents/lenient.ts';
import { readJson, statusFailure } from '../net/json.ts';
import { decodeUtf8, isHtml } from '../net/json-text.ts';
import { ProbeFailure, type Settled, settle } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import type { Fetched } from '../probe.ts';
import type { InstanceApiData } from '../probes/instance-api.ts';
import type { NodeInfoData } from '../probes/nodeinfo.ts';
import { headSigns, pageSigns } from '../recognition/page-signs.ts';
import { nodeInfoSources } from './nodeinfo-sources.ts';
import { OfferList } from './offer-list.ts';
import type { OfferAddress } from './offer-url.ts';
import { isOwnPage } from './own-page.ts';
import { excerptOf, type PageExcerpt, pageExcerpt } from './page-excerpt.ts';
import { type ReadPage, readPage } from './page-offers.ts';
import type { PlacePlan, PlannedPage } from './place-plan.ts';
import { PlaceReadings } from './place-readings.ts';

const pagePlaces = ['page-data', 'noscript', 'page-link'] as const;
const jsonOptions = { accept: 'application/json', heedsRobotsTag: true } as const;
/** As browsers ask: some servers give anything else their API's answer. */
const pageOptions = { accept: 'text/html,application/xhtml+xml', heedsRobotsTag: true } as const;

/** Other versions of NodeInfo that are read where the highest names no source. */
const maxOtherVersions = 2;

/** `x-nodeinfo2` has no member for it; what forks add is read where it stands in NodeInfo too. Source: jaywink/nodeinfo2 schema 1.0. */
const NodeInfo2 = z.object({
  server: z.object({ repository: text, sourceUrl: text }).optional().catch(undefined),
});
const SoftwareApi = z.object({ source_url: text, repository: text, repositoryUrl: text, serverCommit: text });

/** What reading came to. */
export interface ReadOffers extends SourceOffers {
  /** Ids of the signs of software in the server's own pages, and in the heads of those answers; sorted. */
  readonly pageSigns: readonly string[];
  /** Tag or commit that the software's API says it was built from. Source: PeerTube `serverCommit`. Absent: it does not say. */
  readonly build?: string;
  /** Does a part of it wait for the next visit? */
  readonly isUnfinished: boolean;
}

/** Reads the places where one server may offer its source, one after the other. `base`: its web domain as an origin. */
export class OfferReader {
  readonly #io: Pick<ProbeIo, 'get'>;
  readonly #base: string;
  readonly #software: SoftwareCatalogue;
  readonly #offers = new OfferList();
  readonly #readings = new PlaceReadings();
  readonly #signs = new Set<string>();
  #build: string | undefined;

  constructor(io: Pick<ProbeIo, 'get'>, base: string, software: SoftwareCatalogue) {
    this.#io = io;
    this.#base = base;
    this.#software = software;
  }

  /** Everything that was read. @throws {ProbeFailure} when nothing was. */
  found(): ReadOffers {
    this.#readings.requireAny();
    return {
      ...(this.#build !== undefined && { build: this.#build }),
      places: this.#readings.all(),
      offers: this.#offers.inOrder(),
      pageSigns: [...this.#signs].toSorted(),
      isUnfinished: this.#readings.isUnfinished,
    };
  }

  /** What the probe of NodeInfo read; versions that it left aside are read only where the highest names nothing. */
  async readNodeInfo(nodeinfo: Settled<NodeInfoData>): Promise<void> {
    const document = nodeinfo.ok ? nodeinfo.data.document : nodeinfo;
    if (document === undefined) return this.#readings.note('nodeinfo', 'absent');
    if (!document.ok) return this.#readings.noteEarlier('nodeinfo', document.failure.code);
    const { url, sources = [] } = document.data;
    this.#addNodeInfo(sources, url);
    this.#readings.note('nodeinfo', 'read');
    if (sources.length > 0 || !nodeinfo.ok) return;
    const others = nodeinfo.data.links.map(({ href }) => href).filter((href) => href !== url);
    for (const href of [...new Set(others)].slice(0, maxOtherVersions)) await this.#readOtherVersion(href);
  }

  async readNodeInfo2(): Promise<void> {
    const answer = await this.#json('nodeinfo2', `${this.#base}/.well-known/x-nodeinfo2`, NodeInfo2);
    if (answer === undefined) return;
    const sighting = { place: 'nodeinfo2', seenAt: answer.url, prominence: 1, withoutScript: false } as const;
    this.#offers.add(answer.data.server?.repository, sighting);
    this.#offers.add(answer.data.server?.sourceUrl, sighting);
  }

  /** What the probe of the instance API read. */
  readInstanceApi(instanceApi: Settled<InstanceApiData>): void {
    if (!instanceApi.ok) this.#readings.noteEarlier('instance-api', instanceApi.failure.code);
    if (!instanceApi.ok || !instanceApi.data.asked) return;
    const { endpoint, sourceUrl } = instanceApi.data;
    const seenAt = `${this.#base}${endpoint}`;
    this.#offers.add(sourceUrl, { place: 'instance-api', seenAt, prominence: 1, withoutScript: false });
    this.#readings.note('instance-api', 'read');
  }

  async readApi(path: string): Promise<void> {
    const answer = await this.#json('software-api', `${this.#base}${path}`, SoftwareApi);
    if (answer === undefined) return;
    const { source_url, repository, repositoryUrl, serverCommit = '' } = answer.data;
    if (/^v?[\w.+-]{5,64}$/.test(serverCommit)) this.#build = serverCommit;
    for (const named of [source_url, repository, repositoryUrl])
      this.#offers.add(named, {
        place: 'software-api',
        seenAt: answer.url,
        prominence: 1,
        withoutScript: false,
      });
  }

  async readPages(pages: PlacePlan['pages']): Promise<void> {
    let hasData = false;
    for (const page of pages) {
      if (page.spare === true && hasData) continue;
      hasData = (await this.#readPage(page)) || hasData;
    }
  }

  /** A page for everything is no archive. Source: Misskey, publishTarballInsteadOfProvideRepositoryUrl. */
  async readArchive(path: string): Promise<void> {
    const url = `${this.#base}${path}`;
    const answer = await this.#get(url, { method: 'HEAD' });
    if (!answer.ok) return this.#readings.noteFailure(['own-archive'], answer.failure.code);
    const isPage = answer.data.headers['content-type']?.startsWith('text/html') === true;
    this.#readings.note('own-archive', isPage ? 'absent' : 'read');
    if (!isPage)
      this.#offers.add(url, { place: 'own-archive', seenAt: url, prominence: 1, withoutScript: false });
  }

  #addNodeInfo(sources: readonly OfferAddress[], seenAt: string): void {
    for (const source of sources)
      this.#offers.addAddress(source, { place: 'nodeinfo', seenAt, prominence: 1, withoutScript: false });
  }

  async #readOtherVersion(href: string): Promise<void> {
    const answer = await this.#json('nodeinfo', href, anything);
    if (answer !== undefined) this.#addNodeInfo(nodeInfoSources(answer.data), answer.url);
  }

  /** A document of an API, its place noted as read. Undefined: it was not read, which is noted too. */
  async #json<Schema extends z.ZodType>(
    place: 'nodeinfo' | 'nodeinfo2' | 'software-api',
    url: string,
    schema: Schema,
  ): Promise<{ readonly url: string; readonly data: z.output<Schema> } | undefined> {
    const asking = this.#get(url, jsonOptions).then((answer) => {
      if (!answer.ok) throw new ProbeFailure(answer.failure.code);
      return { url: answer.data.url, data: readJson(answer.data, schema) };
    });
    const read = await settle(asking);
    if (read.ok) this.#readings.note(place, 'read');
    else this.#readings.noteFailure([place], read.failure.code);
    return read.ok ? read.data : undefined;
  }

  /** A success only; another visit's answer to the same question is as good. */
  #get(url: string, options: Parameters<ProbeIo['get']>[1]): Promise<Settled<Fetched>> {
    return settle(
      this.#io.get(url, { ...options, reuse: true }).then((fetched) => {
        const failure = statusFailure(fetched);
        if (failure !== undefined) throw failure;
        return fetched;
      }),
    );
  }

  /** Resolves with whether the page holds data that its client shows. */
  async #readPage({ path, wholly }: PlannedPage): Promise<boolean> {
    // What speaks against a server has to be seen again later: the links of its pages, and not one of another's.
    const made = new Map<Uint8Array, PageExcerpt>();
    const software = this.#software;
    const excerpt = (bytes: Uint8Array, url: string) =>
      isOwnPage(url, this.#base) ? (made.get(bytes) ?? pageExcerpt(bytes, url, software)) : undefined;
    const answer = await this.#get(`${this.#base}${path}`, { ...pageOptions, excerpt });
    if (!answer.ok) {
      this.#readings.noteFailure(pagePlaces, answer.failure.code);
      return false;
    }
    const { url, bytes } = answer.data;
    const html = isOwnPage(url, this.#base) ? decodeUtf8(bytes) : undefined;
    const read =
      html === undefined || !isHtml(html) ? undefined : readPage(html, { url, wholly: wholly === true });
    if (read === undefined) {
      for (const place of pagePlaces) this.#readings.note(place, 'failed');
      return false;
    }
    // Now, as the tree is much larger than what is kept of it, and a second one would cost as much as the first.
    if (html !== undefined) made.set(bytes, excerptOf({ html, page: read.page, url, software }));
    const own = answer.data.hops.filter((hop) => isOwnPage(hop.url, this.#base));
    for (const sign of [...pageSigns(read.page, software), ...headSigns(own, software)])
      this.#signs.add(sign);
    for (const place of pagePlaces) this.#readings.note(place, readingOf(read));
    const isLanding = path === '/';
    for (const { place, ...address } of read.offers)
      this.#offers.addAddress(address, sightingOf(place, url, isLanding));
    return read.hasData;
  }
}

/** An offer that was seen was seen. Without one, what stands behind a form to log in, or behind the end of what came, was not read. */
function readingOf({ offers, hasLogin, isWhole }: ReadPage): PlaceReading {
  if (offers.length > 0) return 'read';
  if (!isWhole) return 'failed';
  return hasLogin ? 'login' : 'read';
}

function sightingOf(place: (typeof pagePlaces)[number], seenAt: string, isLanding: boolean) {
  if (place === 'page-data') return { place, seenAt, prominence: 2, withoutScript: false } as const;
  const prominence = place === 'page-link' && isLanding ? 3 : 1;
  return { place, seenAt, prominence, withoutScript: true } as const;
}
