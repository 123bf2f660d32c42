import type { RobotsFacts } from '../net/robots/robots.ts';
import { robotsList } from '../policies/robots.ts';
import { defineProbe } from '../probe.ts';

/** What robots.txt asks of us. A gate, not a health signal; what it says to us by name is a policy of its own source. Source: RFC 9309. */
export const robots = defineProbe({
  id: 'robots',
  version: 1,
  cadence: 'E',
  async run({ server, scheduledAt, policies }, io): Promise<RobotsFacts> {
    const facts = await io.robots(server.host);
    policies?.take(robotsList(facts, { observer: server.host, readAt: scheduledAt }));
    return facts;
  },
});
