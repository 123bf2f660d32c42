import type { RobotsFacts } from '../net/robots.ts';
import { defineProbe } from '../probe.ts';

/** What robots.txt asks of us. A gate, not a health signal. Source: RFC 9309. */
export const robots = defineProbe({
  id: 'robots',
  version: 1,
  cadence: 'E',
  run: ({ server }, io): Promise<RobotsFacts> => io.robots(server.host),
});
