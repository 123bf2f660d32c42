import { z } from 'zod';
import type { SoftwareNews } from '../news.ts';
import { dayField, sourceField, versionField } from './fields.ts';

const range = z.strictObject({ from: versionField.exactOptional(), before: versionField });

const advisory = z.strictObject({
  id: z.string().min(1).max(60),
  title: z.string().min(1).max(200),
  affected: z.tuple([range], range),
  url: sourceField,
  readAt: dayField.exactOptional(),
});

const release = z.strictObject({ version: versionField, readAt: dayField, source: sourceField });

/** Releases and advisories of one software in a file, each with what was read and when. */
export const newsFields = {
  releases: z.array(release).default([]),
  advisories: z.array(advisory).default([]),
};

/** What a file says of one software as news. */
export function newsOf({ releases, advisories }: z.output<z.ZodObject<typeof newsFields>>): SoftwareNews {
  return {
    releases: releases.map(({ version, readAt, source }) => ({
      version,
      seenAt: `${readAt}T00:00:00.000Z`,
      basis: `${source} names it`,
    })),
    advisories,
  };
}
