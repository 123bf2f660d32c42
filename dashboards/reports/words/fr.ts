import type { Words } from './en.ts';
import { availabilityFrench } from './fr/availability.ts';
import { causesFrench } from './fr/causes.ts';
import { defederationFrench } from './fr/defederation.ts';
import { digestFrench } from './fr/digest.ts';
import { frameFrench } from './fr/frame.ts';
import { licenceFrench } from './fr/licence.ts';

/** Every sentence of the reports, in French. The spaces around its punctuation do not break (U+00A0). */
export const french: Words = {
  frame: frameFrench,
  availability: availabilityFrench,
  causes: causesFrench,
  defederation: defederationFrench,
  digest: digestFrench,
  licence: licenceFrench,
};
