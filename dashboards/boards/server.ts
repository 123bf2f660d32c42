import { availability } from '../panels/availability.ts';
import { availabilityTimeline } from '../panels/availability-timeline.ts';
import { certificateDays } from '../panels/certificate-days.ts';
import { changes } from '../panels/changes.ts';
import { deliveryClock } from '../panels/delivery-clock.ts';
import { errorBudget } from '../panels/error-budget.ts';
import { failuresByCode } from '../panels/failures-by-code.ts';
import { hostedServers } from '../panels/hosted-servers.ts';
import { latencyP95 } from '../panels/latency-p95.ts';
import { latencyPhases } from '../panels/latency-phases.ts';
import type { Board } from './board.ts';

/** How has one server been, and what does it answer? */
export const serverBoard: Board = {
  id: 'server',
  title: 'Server',
  question: 'How has one server been, and what does it answer?',
  audience: 'sre',
  rows: [
    [hostedServers],
    [availability, availabilityTimeline],
    [latencyPhases, latencyP95],
    [failuresByCode, certificateDays],
    [errorBudget, deliveryClock],
    [changes],
  ],
};
