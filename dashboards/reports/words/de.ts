import { availabilityGerman } from './de/availability.ts';
import { causesGerman } from './de/causes.ts';
import { defederationGerman } from './de/defederation.ts';
import { digestGerman } from './de/digest.ts';
import { frameGerman } from './de/frame.ts';
import { licenceGerman } from './de/licence.ts';
import type { Words } from './en.ts';

/** Every sentence of the reports, in German. */
export const german: Words = {
  frame: frameGerman,
  availability: availabilityGerman,
  causes: causesGerman,
  defederation: defederationGerman,
  digest: digestGerman,
  licence: licenceGerman,
};
