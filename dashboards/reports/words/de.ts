import { availabilityGerman } from './de/availability.ts';
import { causesGerman } from './de/causes.ts';
import { defederationGerman } from './de/defederation.ts';
import { licenceGerman } from './de/licence.ts';
import { sharedGerman } from './de/shared.ts';
import type { Words } from './en.ts';

/** Every sentence of the reports, in German. */
export const german: Words = {
  shared: sharedGerman,
  availability: availabilityGerman,
  causes: causesGerman,
  defederation: defederationGerman,
  licence: licenceGerman,
};
