import { hosted, isTold } from './fragments.ts';
import type { Panel } from './panel.ts';

/** Entries of block lists that are about hosted servers and hold now, the largest peers first; of what newer readings do not show nobody can say so. Numbers of users are what peers state. */
export const whoRejectsUs: Panel = {
  id: 'who-rejects-us',
  title: 'Who rejects us',
  question: 'Which peers reject or limit our servers, and since when?',
  sql: `SELECT server AS Server, observer AS Peer, level AS Level, if(publishers.active = 0, NULL, publishers.active) AS "Active users", first_seen AS Since, source AS Source, reason AS Reason
FROM hosted_policies AS held
LEFT JOIN list_publishers AS publishers ON publishers.peer = held.observer
WHERE held.ended_at IS NULL AND held.last_seen IS NULL AND held.level IN ('reject', 'limit') AND held.server IN (SELECT host FROM ${hosted}) AND ${isTold('held.observer')}
ORDER BY level = 'reject' DESC, publishers.active DESC, first_seen DESC, Server, Peer LIMIT 500`,
  parameters: ['server', 'customer'],
  kind: 'table',
  unit: 'none',
  action: 'Read the reason, look at the reports of that time, then write to the contact of the peer.',
};
