import { describeWalks } from './role-walks.ts';

// Those who see least. The others have a command of their own: npm run test:long.
describeWalks(['viewer', 'customer']);
