import { describeLinks } from './page-links.ts';

describeLinks({ isChosen: () => true, leastPages: 80 });
