import { availabilityEnglish } from './en/availability.ts';
import { causesEnglish } from './en/causes.ts';
import { defederationEnglish } from './en/defederation.ts';
import { digestEnglish } from './en/digest.ts';
import { frameEnglish } from './en/frame.ts';
import { licenceEnglish } from './en/licence.ts';

/** Every sentence of the reports, in English: the language that the others are translated from. */
export const english = {
  frame: frameEnglish,
  availability: availabilityEnglish,
  causes: causesEnglish,
  defederation: defederationEnglish,
  digest: digestEnglish,
  licence: licenceEnglish,
};

/** Every sentence of the reports in one language: what is missing in another does not compile. */
export type Words = typeof english;
