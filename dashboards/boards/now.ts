import { alertsFiring } from '../panels/alerts-firing.ts';
import { availabilityTimeline } from '../panels/availability-timeline.ts';
import { certificateDays } from '../panels/certificate-days.ts';
import { changes } from '../panels/changes.ts';
import { dataAge } from '../panels/data-age.ts';
import { deliveryClock } from '../panels/delivery-clock.ts';
import { errorBudget } from '../panels/error-budget.ts';
import { failuresByCode } from '../panels/failures-by-code.ts';
import { hostedDown } from '../panels/hosted-down.ts';
import { hostedServers } from '../panels/hosted-servers.ts';
import { incidents } from '../panels/incidents.ts';
import { relationsBroken } from '../panels/relations-broken.ts';
import type { Board } from './board.ts';

/** Are our servers healthy as the federation sees them, and what is broken? */
export const nowBoard: Board = {
  id: 'now',
  title: 'Now',
  question: 'Are our servers healthy as the federation sees them, and what is broken?',
  audience: 'sre',
  rows: [
    [hostedDown, dataAge, alertsFiring],
    [hostedServers],
    [availabilityTimeline, deliveryClock],
    [errorBudget, certificateDays],
    [relationsBroken, failuresByCode],
    [incidents, changes],
  ],
};
