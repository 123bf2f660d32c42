import { isIP } from 'node:net';
import { z } from 'zod';
import { parseDuration } from '../duration.ts';
import { type Host, hostRefusals, parseHost } from '../host.ts';

/** A host, folded to its A-label; refused with the reason. */
export const hostField = z.string().transform((text, context): Host => {
  const parsed = parseHost(text);
  if (parsed.ok) return parsed.host;
  context.addIssue({
    code: 'custom',
    message: `is no host: ${hostRefusals[parsed.refusal].replace(';', ',')}`,
    input: text,
  });
  return z.NEVER;
});

/** An http or https URL. */
export const urlField = z.string().refine(isHttpUrl, { error: 'is no http or https URL' });

/** A URL with nothing behind its host and port, without the closing slash. */
export const originField = z
  .string()
  .refine((text) => isHttpUrl(text) && new URL(text).pathname === '/' && !/[?#@]/.test(text), {
    error: 'is no origin',
  })
  .transform((text) => new URL(text).origin);

/** A duration such as `30s`, in milliseconds. */
export const durationField = z.string().transform((text, context): number => {
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined && milliseconds >= 1_000) return milliseconds;
  const message = milliseconds === undefined ? 'is no duration' : 'is shorter than a second';
  context.addIssue({ code: 'custom', message, input: text });
  return z.NEVER;
});

/** The name of an environment variable that holds a secret. */
export const envNameField = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'is no name of an environment variable' });

/** An IP address, or a block of addresses in CIDR form. */
export const addressField = z
  .string()
  .refine((text) => isIP(text) !== 0 || isAddressBlock(text), { error: 'is no address' });

/** Is it a block of addresses in CIDR form? */
export function isAddressBlock(text: string): boolean {
  const [, address = '', prefix] = /^(.+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(prefix) <= (family === 6 ? 128 : 32);
}

/** A text that says something. */
export const textField = z.string().trim().min(1, { error: 'is empty' });

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}
