/** The weekly digest, in English. */
export const digestEnglish = {
  title: (from: string, to: string) => `Defederation from ${from} to ${to}`,
  nothing: (hosted: string) =>
    `No list that we may read changed about our servers (${hosted} of them are watched).`,
  unread: (hosted: string) =>
    `No list was read in this week: we cannot tell whether one changed about our servers (${hosted} of them are watched).`,
  listsRead: (lists: string) => `Lists that were read in this week: ${lists}.`,
  changed: (changes: string, servers: string, hosted: string) =>
    `Changes on lists: ${changes}, about ${servers} of our ${hosted} servers.`,
  standing: (rejecting: string, limiting: string) =>
    `peers that reject it: ${rejecting}, that limit it: ${limiting}`,
  reach: (before: string, after: string) =>
    `accepted by ${after} of the peers that we can read (${before} a week before)`,
  noReach: 'no peer publishes its whole list',
  between: (from: string, to: string) => `between ${from} and ${to}`,
  cut: (until: string) =>
    `There were too many changes to read: those until ${until} are left out, also on the page.`,
  more: (count: string) => `Changes that are not told here: ${count}. They are all on the page.`,
};
