import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

declare const hostBrand: unique symbol;

/** A server's name: lower-case A-label, at least two labels, no port, no trailing dot, at most 253 characters. */
export type Host = string & { readonly [hostBrand]: true };

/**
 * Why a text is not a host.
 * `empty`: nothing there. `too-long`: over 253 characters. `has-userinfo`, `has-port`, `has-path`, `has-space`: more than a name.
 * `ip-literal`: an address, not a name (also in its decimal, hex and octal spellings). `single-label`: no dot. `bad-label`: not letters, digits and inner hyphens.
 */
export type HostRefusal =
  | 'empty'
  | 'too-long'
  | 'has-space'
  | 'has-userinfo'
  | 'has-port'
  | 'has-path'
  | 'ip-literal'
  | 'single-label'
  | 'bad-label';

export type ParsedHost =
  | { readonly ok: true; readonly host: Host }
  | { readonly ok: false; readonly refusal: HostRefusal };

/** One sentence for people on each refusal. */
export const hostRefusals: Readonly<Record<HostRefusal, string>> = {
  empty: 'no host was given',
  'too-long': 'a host has at most 253 characters',
  'has-space': 'a host has no spaces or control characters',
  'has-userinfo': 'a host has no user name in front of it',
  'has-port': 'a host has no port; servers are asked on 443',
  'has-path': 'a host is only the name, without scheme or path',
  'ip-literal': 'a server is known by its name, not by an address',
  'single-label': 'a host has at least two labels, like social.example',
  'bad-label': 'a label has letters, digits and inner hyphens, and at most 63 of them',
};

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** What has nothing to fold: letters, digits and single hyphens, and a last label that begins no address. */
const folded = /^(?!.*--)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The host a text names, or why it names none. Upper case, a trailing dot and U-labels are folded. Source: RFC 1123 §2.1, RFC 5891. */
export function parseHost(text: string): ParsedHost {
  if (text.length <= 253 && folded.test(text)) return { ok: true, host: text as Host };
  const shape = refuseShape(text);
  if (shape !== undefined) return { ok: false, refusal: shape };
  const ascii = domainToASCII(text.replace(/\.$/, ''));
  const refusal = refuseName(ascii);
  return refusal === undefined ? { ok: true, host: ascii as Host } : { ok: false, refusal };
}

function refuseShape(text: string): HostRefusal | undefined {
  if (text === '') return 'empty';
  if (text.length > 253) return 'too-long';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\s\u0000-\u001f\u007f]/u.test(text)) return 'has-space';
  // Before the user name: the address of a profile has an @ in its path.
  if (/[/\\?#]/.test(text)) return 'has-path';
  if (text.includes('@')) return 'has-userinfo';
  if (isIP(text.replace(/^\[|\]$/g, '')) !== 0) return 'ip-literal';
  return text.includes(':') ? 'has-port' : undefined;
}

function refuseName(ascii: string): HostRefusal | undefined {
  if (ascii === '') return 'bad-label';
  if (isIP(ascii) !== 0) return 'ip-literal';
  if (ascii.length > 253) return 'too-long';
  const labels = ascii.split('.');
  if (!labels.every((part) => label.test(part))) return 'bad-label';
  return labels.length < 2 ? 'single-label' : undefined;
}
