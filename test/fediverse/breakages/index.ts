import { actorBreakages } from './actor.ts';
import type { Breakage } from './breakage.ts';
import { dnsBreakages } from './dns.ts';
import { doorBreakages } from './doors.ts';
import { httpBreakages } from './http.ts';
import { instanceBreakages } from './instance.ts';
import { nodeInfoBreakages } from './nodeinfo.ts';
import { nonsenseBreakages } from './nonsense.ts';
import { peersBreakages } from './peers.ts';
import { peopleBreakages } from './people.ts';
import { tlsBreakages } from './tls.ts';
import { webFingerBreakages } from './webfinger.ts';
import { wireBreakages } from './wire.ts';

/** Every way to break a server, by name. */
export const breakages = {
  ...dnsBreakages,
  ...tlsBreakages,
  ...wireBreakages,
  ...httpBreakages,
  ...webFingerBreakages,
  ...nodeInfoBreakages,
  ...actorBreakages,
  ...instanceBreakages,
  ...nonsenseBreakages,
  ...peopleBreakages,
  ...peersBreakages,
  ...doorBreakages,
} as const satisfies Record<string, Breakage>;

export type BreakageName = keyof typeof breakages;
