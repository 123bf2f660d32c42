import { blockListReader } from '../crawler/discovery/block-lists.ts';
import { Discovery, type DiscoveryTools } from '../crawler/discovery/discovery.ts';
import { connectToMap } from '../crawler/net/names/connect-to.ts';
import { NameSet } from '../crawler/net/names/name-set.ts';
import type { Net } from '../crawler/net/net.ts';
import { shardOf } from '../crawler/shard.ts';
import type { Configuration } from '../model/configuration.ts';
import type { WatchedServer } from '../model/server.ts';

/** Names that may wait to be watched, and hosts of one registrable domain among them. */
const capacity = 100_000;
const perDomain = 50;
/** Time between two looks at the candidates, in milliseconds. */
const stepMs = 60_000;

type Tools = Omit<DiscoveryTools, 'blocked'> & { readonly net: Net; readonly stop: AbortSignal };

/** Discovery as a configuration wants it. Undefined: it wants none. */
export function discoveryOf(
  { peers, crawler, lab }: Configuration,
  { net, stop, ...tools }: Tools,
): Discovery | undefined {
  if (!peers.discover) return undefined;
  const { limit, exclude, blocklists } = peers;
  const labTarget = connectToMap(Object.entries(lab.connectTo));
  const isLab = (host: Parameters<typeof labTarget>[0]) => labTarget(host) !== undefined;
  const pool = { capacity, perDomain, excluded: new NameSet(exclude), isLab };
  const blocked = blockListReader(blocklists, { net, clock: tools.clock, log: tools.log, stop });
  return new Discovery({ limit, shard: shardOf(crawler.shard), pool }, { ...tools, blocked });
}

/** Discovery at work. `earlier`: peers that were found before this process began, and are under watch again. */
export interface Discovering {
  readonly earlier: Promise<readonly WatchedServer[]>;
  end(): Promise<void>;
}

/** Looks at the candidates now, beside all else, and every minute until it is ended. */
export function keepDiscovering(discovery: Discovery, { log }: Pick<Tools, 'log'>): Discovering {
  const look = async (): Promise<readonly WatchedServer[]> => {
    try {
      return await discovery.step();
    } catch (error) {
      log.error('candidates could not be put under watch', { error });
      return [];
    }
  };
  const earlier = look();
  let step = earlier;
  const timer = setInterval(() => {
    step = step.then(look);
  }, stepMs);
  return {
    earlier,
    end: async () => {
      clearInterval(timer);
      await step;
    },
  };
}
