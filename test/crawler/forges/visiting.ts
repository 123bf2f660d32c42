import type { SourceFacts } from '../../../crawler/forges/source-facts.ts';
import { type SourceQuestion, visitSource } from '../../../crawler/forges/source-visit.ts';
import type { Net, NetOptions } from '../../../crawler/net/net.ts';
import type { Forge } from '../../forge/forge.ts';
import { hostNamed } from '../../visiting.ts';
import { labNet } from '../net/visit.ts';

/** The network to a forge. */
export function netTo({ connectTo, trustedCa }: Forge, options: Partial<NetOptions> = {}): Net {
  return labNet({ connectTo, trustedCa }, options);
}

/** One visit to an address, with nothing known before. */
export async function ask(
  net: Net,
  url: string,
  question: Partial<SourceQuestion> = {},
): Promise<SourceFacts> {
  const host = hostNamed(new URL(url).hostname);
  const session = net.open({ host, consent: 'peer', signal: new AbortController().signal });
  try {
    return await visitSource(session, { url, kind: 'repository', wanted: [], ...question });
  } finally {
    await session.close();
  }
}
