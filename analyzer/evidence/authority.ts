import { randomBytes } from 'node:crypto';
import { Agent, request } from 'undici';
import { type Stamp, type StampAnswer, stampAnswer, timestampQuery } from './timestamp.ts';

const timeoutMs = 15_000;
/** Certificates included, tokens have some six thousand bytes. */
const maxReplyBytes = 65_536;

/** A configured time-stamp authority, over HTTP. Redirects are not followed. Source: RFC 3161 §3.4. */
export function authorityAt(url: string, userAgent: string): Stamp {
  return async (digest) => {
    const dispatcher = new Agent({ connections: 1, connect: { timeout: timeoutMs } });
    try {
      return await asked(timestampQuery(digest, randomBytes(8)), { url, userAgent, dispatcher });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer in time';
      return { refused: `the authority did not answer (${code})` };
    } finally {
      await dispatcher.destroy();
    }
  };
}

interface Way {
  readonly url: string;
  readonly userAgent: string;
  readonly dispatcher: Agent;
}

async function asked(query: Buffer, { url, userAgent, dispatcher }: Way): Promise<StampAnswer> {
  const { statusCode, body } = await request(url, {
    dispatcher,
    method: 'POST',
    body: query,
    signal: AbortSignal.timeout(timeoutMs),
    headers: { 'content-type': 'application/timestamp-query', 'user-agent': userAgent },
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxReplyBytes) return { refused: 'the answer of the authority is too long' };
  }
  if (statusCode !== 200) return { refused: `the authority answered with status ${statusCode}` };
  return stampAnswer(Buffer.concat(chunks), query);
}
