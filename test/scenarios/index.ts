import { actors } from './actors.ts';
import { agreements } from './agreements.ts';
import { defederation } from './defederation.ts';
import { discovery } from './discovery.ts';
import { healthy } from './healthy.ts';
import { nonsense } from './nonsense.ts';
import type { Scenario } from './scenario.ts';
import { transport } from './transport.ts';
import { unsettled } from './unsettled.ts';

export type { Promised, Reasons, Scenario } from './scenario.ts';

/** Every server of the test fediverse, each host once. */
export const scenarios: readonly Scenario[] = [
  ...healthy,
  ...agreements,
  ...transport,
  ...discovery,
  ...actors,
  ...unsettled,
  ...nonsense,
  ...defederation,
];

/** Those of our customers that run a real server and are well. More than two: when one goes down, the others say that it is not our own network. */
export const smallScenarios: readonly Scenario[] = healthy.filter(
  ({ role, software }) => role === 'hosted' && software.startsWith('fedify-'),
);

/** Those whose visits take seconds: without the one that asks for a minute between two questions, which nobody wants to wait for. */
export const quickScenarios: readonly Scenario[] = scenarios.filter(
  ({ host }) => host !== 'lemmy-peer.fedi.test',
);
