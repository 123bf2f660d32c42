import type { ObjectiveState } from '../../../../analyzer/objectives/month.ts';
import type { PeriodSeen } from '../../../../store/availability-periods.ts';

const states: Readonly<Record<ObjectiveState, string>> = {
  kept: 'The objective was kept, as seen from the federation.',
  missed: 'The objective was missed: more time was seen without answers than the month may have.',
  open: 'It cannot be said whether the objective was kept: less time was seen without answers than the month may have, but the time without data is longer than what is left of it.',
  none: 'No objective is named in the configuration.',
  'no-data': 'Nothing can be said: there is no data of this server in the month.',
};

const probes: Readonly<Record<PeriodSeen['probe'], string>> = {
  dns: 'Name (DNS)',
  tls: 'Certificate and session (TLS)',
  webfinger: 'Finding an account (WebFinger)',
  actor: 'Reading an account (actor)',
};

/** The report on availability, in English. */
export const availabilityEnglish = {
  title: 'Availability',
  running: (until: string) =>
    `This month is not over. The figures are those until ${until}, and the result can still change.`,
  summary: 'Summary',
  server: 'Server',
  objective: 'Objective',
  availability: 'Availability',
  result: 'Result',
  states,
  short: {
    kept: 'kept',
    missed: 'missed',
    open: 'cannot be said',
    none: 'no objective',
    'no-data': 'no data',
  } satisfies Readonly<Record<ObjectiveState, string>> as Readonly<Record<ObjectiveState, string>>,
  soFar: 'So far:',
  ofMonth: (percent: string) => `${percent} of the calendar month`,
  ofKnown: (percent: string) => `${percent} of the time that is known`,
  allowed: 'Error budget of the month',
  spent: 'Time without answers',
  used: 'Error budget used',
  known: 'Time with data',
  planned: 'Maintenance, not counted',
  unknown: 'Time without data, not counted',
  vantages: 'Seen from',
  oneVantage: 'There is one vantage, so that no outage is confirmed from elsewhere.',
  outages: 'Outages',
  noOutages: 'No outage was seen in the time with data.',
  nothingSeen: 'Nothing was seen, so that nothing is said about outages.',
  begin: 'Begin',
  end: 'End',
  lasted: 'Time without answers',
  cause: 'Cause',
  how: 'How it is known',
  notBefore: 'or earlier: the time before it is not counted here',
  notAfter: 'or later: the time after it is not counted here',
  unclearCause: 'no cause is known',
  answers: (count: string, vantages: string) =>
    `questions without an answer: ${count}; seen from ${vantages}`,
  confirmed: 'confirmed from several vantages',
  unconfirmed: 'unconfirmed from elsewhere',
  more: (count: string) => `Further lines, in the CSV and JSON forms only: ${count}.`,
  plannedTimes: 'Maintenance',
  gaps: 'Periods without data',
  noneOf: 'None.',
  from: 'From',
  until: 'Until',
  total: 'All servers together',
  servers: 'Servers',
  method: 'Definition and limits',
  probes,
  definition: [
    'Availability is seen from the federation: could another server that wanted to talk to this one have done so? It is not the uptime of the web site.',
    'Four questions count, because without their answers nobody federates: the name has an address, a session with an accepted certificate comes about, an account is found, and it can be read. No answer in time, a broken answer and an error of the server (5xx) count against it. A refusal is an answer.',
    'Time is counted in periods of five minutes, so that begin and end of an outage are known to five minutes. A period is as bad as the part of its worst question that got no answer. With several vantages it is as bad as the majority saw at least.',
    'Maintenance that was announced and periods without data are neither good nor bad. They are stated, and nothing is claimed about them. Availability is one minus the bad part of the time that is known.',
    'The error budget is what the whole calendar month (UTC) may have of bad time. Objective and maintenance are those of the configuration at the time at which this report was made.',
    'What single people saw can differ: the report says what was seen from the places it names, at the times at which they looked.',
  ],
};
