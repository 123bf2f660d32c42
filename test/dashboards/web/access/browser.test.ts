import { describeVisits } from './role-visits.ts';

// Each page as somebody who gets it, who has least first, and every refusal; all roles at all pages have a command of their own: npm run test:long.
describeVisits(
  ({ role, expected, isForCustomers }) =>
    role === 'customer' || expected !== 200 || (role === 'admin' && !isForCustomers),
);
