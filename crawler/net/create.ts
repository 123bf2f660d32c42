import type { Clock } from '../../model/clock.ts';
import type { Log } from '../../model/log.ts';
import type { Meter } from '../../model/telemetry.ts';
import { trustWith } from './connection/trust.ts';
import { Budgets } from './manners/budgets.ts';
import { Guests } from './manners/guests.ts';
import { Lanes } from './manners/lanes.ts';
import { addressClassifier } from './names/address.ts';
import { connectToMap } from './names/connect-to.ts';
import { createResolver } from './names/resolver.ts';
import type { Net, NetOptions } from './net.ts';
import { RobotsMemory } from './robots/robots-memory.ts';
import { Session } from './session.ts';
import type { SessionTools } from './session-tools.ts';

/** What all peers together may ask of somebody else, in visits: the hourly one that a peer gets, and one that a person may wish for. */
const guestVisitsPerHour = 2;

/** The network, ready to open visits. @throws {RangeError} when a lab option is not what it should be. */
export function createNet(
  options: NetOptions,
  { clock, log, meter }: { readonly clock: Clock; readonly log: Log; readonly meter?: Meter },
): Net {
  const { lab, connectTimeoutMs } = options;
  const connectTo = connectToMap(lab.connectTo);
  const resolver = createResolver({
    ...(lab.resolver !== undefined && { server: lab.resolver }),
    timeoutMs: connectTimeoutMs,
    connectTo,
    classifyAddress: addressClassifier(lab.allowAddresses),
    clock,
  });
  const dialing = { trust: trustWith(lab.trustedCa), connectTo, connectTimeoutMs, clock };
  const leaving = new AbortController();
  const own = { clock, ...(meter !== undefined && { meter }) };
  const tools: SessionTools = {
    options,
    dialing,
    resolver,
    lanes: new Lanes(options.concurrency, clock),
    budgets: new Budgets(options.budgets, own),
    guests: new Guests(guestVisitsPerHour * options.requestsPerVisit.peer, own),
    robots: new RobotsMemory(clock),
    clock,
    log,
    leaving: leaving.signal,
  };
  const open = new Set<Session>();
  return {
    open(visit) {
      const session = new Session(visit, tools, () => open.delete(session));
      open.add(session);
      return session;
    },
    async close() {
      leaving.abort();
      await Promise.all([...open].map((session) => session.close()));
      resolver.close();
    },
  };
}
