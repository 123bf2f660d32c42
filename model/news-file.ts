import { z } from 'zod';
import type { News, SoftwareNews } from './news.ts';
import { profiles } from './software/index.ts';
import { versionOf } from './version.ts';

const day = z.iso.date({ error: 'is no day, such as 2026-11-22' });
const version = z
  .string()
  .refine((text) => versionOf(text) !== undefined, { error: 'is no version, such as 4.3.1' });
const range = z.strictObject({ from: version.exactOptional(), before: version });

const advisory = z.strictObject({
  id: z.string().min(1).max(60),
  title: z.string().min(1).max(200),
  affected: z.tuple([range], range),
  url: z.url({ protocol: /^https$/ }),
  readAt: day.exactOptional(),
});

const release = z.strictObject({ version, readAt: day, source: z.url({ protocol: /^https$/ }) });

const entry = z.strictObject({
  releases: z.array(release).default([]),
  advisories: z.array(advisory).default([]),
});

/** A file that brings profiles up to date without a release of ours: releases and advisories by profile id, each with what was read and when. */
export const newsFileSchema = z
  .partialRecord(z.enum(profiles.map(({ id }) => id)), entry)
  .transform(
    (updates): News =>
      new Map(
        Object.entries(updates).flatMap(([id, each]) =>
          each === undefined ? [] : [[id, newsOf(each)] as const],
        ),
      ),
  );

function newsOf({ releases, advisories }: z.output<typeof entry>): SoftwareNews {
  return {
    releases: releases.map(({ version: number, readAt, source }) => ({
      version: number,
      seenAt: `${readAt}T00:00:00.000Z`,
      basis: `${source} names it`,
    })),
    advisories,
  };
}
