import { describeWalks } from './role-walks.ts';

describeWalks(['reviewer', 'legal', 'admin']);
