import { describeWalks } from './role-walks.ts';

// The others, who differ from the admin in what they may not, have a command of their own: npm run test:long.
describeWalks(['viewer', 'admin', 'customer']);
