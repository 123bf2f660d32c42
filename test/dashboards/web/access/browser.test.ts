import { describeVisits } from './role-visits.ts';

// Each page as somebody who gets it, who has least first, and every refusal. What a customer gets is part of what was examined where nobody has to log in,
// but for the form to log in. All roles at all pages have a command of their own: npm run test:long.
describeVisits({
  isOpened: ({ role, expected, isForCustomers }) =>
    role === 'customer' || expected !== 200 || (role === 'admin' && !isForCustomers),
  isExamined: ({ path, expected, isForCustomers }) =>
    expected !== 200 || !isForCustomers || path === '/login',
});
