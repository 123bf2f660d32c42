import type { OutageCode } from '../../../../analyzer/objectives/outage.ts';
import { failureCodes } from '../../../../model/failure.ts';

/** Why a question got no answer; the table of the codes has the words. */
export const causesEnglish = failureCodes satisfies Record<OutageCode, { readonly says: string }> as Readonly<
  Record<OutageCode, { readonly says: string }>
>; // as: the other codes are no causes of outages
