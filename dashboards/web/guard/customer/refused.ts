import { denied, NotForCustomers } from './part.ts';

/** What writes. */
export const nothingToWrite = {
  enrol: denied,
  retire: denied,
  dismiss: denied,
  recordFindings: denied,
  recordPolicies: denied,
  recordDeploys: denied,
  recordAlertPass: denied,
  recordAct: denied,
  forgetInActs: denied,
  appendReview: denied,
  eraseReviews: denied,
  pseudonymiseReviews: denied,
  pseudonymiseAssignees: denied,
  keepList: denied,
  keepOfferVisit: denied,
  tallyNetwork: denied,
  countWork: denied,
  replaceFindings: denied,
  forget: denied,
  expire: denied,
  /** The store is not theirs to close. */
  close: denied,
};

/** What tells of everybody. */
export const notTold = {
  relations: denied,
  ownWork: denied,
  rosterSince: denied,
  changedSince: denied,
  vantages: denied,
  latestByVantage: denied,
  releases: denied,
  size: denied,
  acts: denied,
  actCount: denied,
  chainEnd: denied,
  list: denied,
  listRows: denied,
  listOrigins: denied,
  offerVisit: denied,
  networkTally: denied,
  offerVisitsAt: denied,
  oldestObservation: denied,
  findingsSince: denied,
  observed: (): AsyncGenerator<never> => {
    throw new NotForCustomers('this read is not for customers');
  },
  sandbox: { admit: denied, trust: () => ({ rows: denied }) },
};
