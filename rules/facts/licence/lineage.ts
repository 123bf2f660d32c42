import { homePages } from '../../../model/licence/home-pages.ts';
import type { SourceOffer } from '../../../model/licence/offer.ts';
import type { SoftwareCatalogue, SoftwareProfile } from '../../../model/software/index.ts';

/**
 * Whose source an offer is. `upstream`: of the software's own makers. `parent`: of what the software was forked from. `own`: of somebody else, so
 * of the operator as far as anyone can see. `unclear`: a page, or the source of another program such as a front end; a person has to look.
 */
export type OfferOwner = 'upstream' | 'parent' | 'own' | 'unclear';

/** An offer and whose source it is. */
export interface OwnedOffer {
  readonly offer: SourceOffer;
  readonly owner: OfferOwner;
}

/** Sorts the offers of a server by whose source they are. */
export function ownersOf(
  offers: readonly SourceOffer[],
  software: SoftwareProfile,
  catalogue: SoftwareCatalogue,
): readonly OwnedOffer[] {
  return offers.map((offer) => ({ offer, owner: ownerOf(offer, software, catalogue) }));
}

function ownerOf(offer: SourceOffer, software: SoftwareProfile, catalogue: SoftwareCatalogue): OfferOwner {
  if (isOf(offer, software)) return isRunByItsMakers(software) ? 'own' : 'upstream';
  if (parentsOf(software, catalogue).some((parent) => isOf(offer, parent))) return 'parent';
  if (offer.kind !== 'repository' && offer.kind !== 'archive') return 'unclear';
  const maker = catalogue.profiles.find((profile) => isOf(offer, profile));
  // The source of a sister fork is a source of its own to this server; that of a front end or a stranger is another program.
  return maker === undefined || (maker.part === 'server' && maker.family === software.family)
    ? 'own'
    : 'unclear';
}

/** Is the software a fork that nobody but its makers runs? Who publishes its source then is the operator. */
export function isRunByItsMakers({ forkOf, names }: SoftwareProfile): boolean {
  return forkOf !== undefined && names.length === 0;
}

/** What a software was forked from, nearest first. */
export function parentsOf(
  { forkOf }: SoftwareProfile,
  catalogue: SoftwareCatalogue,
): readonly SoftwareProfile[] {
  const parent = forkOf === undefined ? undefined : catalogue.profileWithId(forkOf);
  return parent === undefined ? [] : [parent, ...parentsOf(parent, catalogue)];
}

/** Does an address lead to something that the makers of a software published: a repository, a page in it, its owner, a home page? */
export function isOf(
  { url }: Pick<SourceOffer, 'url'>,
  { id, repositories, offers = [] }: SoftwareProfile,
): boolean {
  const wanted = addressKey(url);
  const stock = offers.flatMap((offer) => offer.stock ?? []);
  const published = [
    ...repositories.map((repository) => repository.url),
    ...stock,
    ...(homePages.get(id) ?? []),
  ];
  return published
    .map(addressKey)
    .some(
      (one) =>
        one === wanted || wanted.startsWith(`${one}/`) || (isOwner(wanted) && one.startsWith(`${wanted}/`)),
    );
}

/** A host with one part of a path: the page of an owner. The root of a forge is nobody's. */
function isOwner(key: string): boolean {
  return key.split('/').length === 2;
}

/** An address without what does not tell repositories apart: scheme, `www.`, case, `.git`, trailing slashes, query, fragment. */
export function addressKey(url: string): string {
  return url
    .toLowerCase()
    .replace(/^[a-z]+:\/\/(www\.)?/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}
