import { itSurvives } from './kills.ts';

itSurvives(['any', 'writing', 'any', 'inserting', 'any', 'deleting', 'any']);
