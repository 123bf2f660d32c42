import { describeVisits } from './role-visits.ts';

describeVisits();
