import { fediBlockHoleCsv } from './fediblockhole-csv.ts';
import { fediBlockHoleJson } from './fediblockhole-json.ts';
import { mastodonAllowCsv } from './mastodon-allow-csv.ts';
import { mastodonCsv } from './mastodon-csv.ts';
import { plainText } from './plain-text.ts';
import { rapidBlockJson } from './rapidblock-json.ts';
import type { ListFormat } from './row.ts';

/** Every format of block lists, in the order in which files are tried; the last one takes anything. */
export const listFormats: readonly ListFormat[] = [
  fediBlockHoleJson,
  rapidBlockJson,
  mastodonAllowCsv,
  mastodonCsv,
  fediBlockHoleCsv,
  plainText,
];

const startLength = 4_096;

/** The format of a file. */
export function formatOf(text: string): ListFormat {
  const start = text.slice(0, startLength);
  return listFormats.find((format) => format.recognises(start)) ?? plainText;
}
