import { z } from 'zod';
import { instant } from './clock.ts';
import { type Host, parseHost } from './host.ts';

/** What people changed at a server, and when: a failure that began after it is worth looking at there first. */
export interface Deploy {
  readonly server: Host;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** At most 500 characters; empty: none was given. */
  readonly note: string;
  /** Who recorded it. */
  readonly by: string;
}

/** A deploy, or what is wrong with what was given. */
export type DeployRead =
  | { readonly ok: true; readonly deploy: Deploy }
  | { readonly ok: false; readonly says: string };

/** What is known besides what was given. `by`: who recorded it, if they do not say. `nowMs`: epoch milliseconds. */
export interface DeployContext {
  readonly by: string;
  readonly nowMs: number;
}

const given = z.object({
  server: z.string('server is missing: name one, such as social.example'),
  at: z.iso
    .datetime({ offset: true, error: 'at is no moment with a time zone, such as 2026-11-20T10:00:00Z' })
    .optional(),
  by: z
    .string('by is no text')
    .trim()
    .min(1, 'by is empty')
    .max(100, 'by is longer than 100 characters')
    .optional(),
  note: z.string('note is no text').trim().max(500, 'note is longer than 500 characters').default(''),
});

/** Clocks of machines that keep time differ by less. */
const toleranceMs = 60_000;

/** Reads what somebody gave: `server`, and where they like `at` (else now), `note` and `by`. */
export function readDeploy(input: unknown, { by, nowMs }: DeployContext): DeployRead {
  const read = given.safeParse(input);
  if (!read.success) return { ok: false, says: read.error.issues[0]?.message ?? 'it is no deploy' };
  const { server, at, note } = read.data;
  const who = read.data.by ?? by;
  const host = parseHost(server);
  if (!host.ok) return { ok: false, says: 'server is no host name, such as social.example' };
  const atMs = at === undefined ? nowMs : Date.parse(at);
  if (atMs > nowMs + toleranceMs)
    return { ok: false, says: 'at is in the future; planned work belongs under maintenance' };
  return {
    ok: true,
    deploy: { server: host.host, at: instant(atMs), note: oneLine(note), by: oneLine(who) },
  };
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
