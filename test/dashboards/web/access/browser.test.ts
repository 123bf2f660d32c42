import { describeVisits } from './role-visits.ts';

// Who has least and who has most, and every refusal; all roles at all pages have a command of their own: npm run test:long.
describeVisits(({ role, expected }) => role === 'customer' || role === 'admin' || expected !== 200);
