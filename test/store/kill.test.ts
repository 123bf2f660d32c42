import { itSurvives } from './kills.ts';

// More of those at a random moment have a command of their own: npm run test:long.
itSurvives(['writing', 'fsynced', 'inserting', 'inserted', 'deleting', 'any']);
