import { z } from 'zod';
import { urlField } from './fields.ts';

/** How bundles of evidence are made. */
export const evidenceSchema = z.strictObject({
  timestampAuthority: urlField
    .describe('the URL of a time-stamp authority (RFC 3161) that is asked for a token on each bundle')
    .exactOptional(),
});
