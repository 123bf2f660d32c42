import type { FollowedAlert } from '../../model/followed-alert.ts';
import type { Incident } from '../../model/incident.ts';
import type { AlertMemory, AlertPass, AlertStore } from '../../store/alert-store.ts';

/** What is remembered between passes, and written as it changes. */
export interface AlertRecord {
  readonly followed: readonly FollowedAlert[];
  /** Incidents without an end. */
  readonly incidents: readonly Incident[];
  /** Takes what a pass made of it; what cannot be written now is written before the next. @throws when the store does not take it. */
  keep(pass: Omit<AlertPass, 'pass'>): Promise<void>;
}

/** Goes on from what the store remembers. @throws when it cannot be read. */
export async function restoredRecord(store: AlertStore): Promise<AlertRecord> {
  const memory = await store.alertMemory();
  const unwritten: AlertPass[] = [];
  let { pass, followed, incidents }: AlertMemory = memory;
  return {
    get followed() {
      return followed;
    },
    get incidents() {
      return incidents;
    },
    keep: async (made) => {
      pass += 1;
      const news = { ...made, pass, followed: changed(followed, made.followed) };
      if (isWorthWriting(news)) unwritten.push(news);
      followed = made.followed;
      incidents = openOf(incidents, made.incidents);
      for (let first = unwritten[0]; first !== undefined; first = unwritten[0]) {
        await store.recordAlertPass(first);
        unwritten.shift();
      }
    },
  };
}

/** Those that are not as they were. */
function changed(
  before: readonly FollowedAlert[],
  after: readonly FollowedAlert[],
): readonly FollowedAlert[] {
  const known = new Map(before.map((one) => [one.alert.id, JSON.stringify(one)]));
  return after.filter((one) => known.get(one.alert.id) !== JSON.stringify(one));
}

function isWorthWriting({ followed, changes, forgotten, incidents }: AlertPass): boolean {
  return followed.length + changes.length + forgotten.length + incidents.length > 0;
}

function openOf(before: readonly Incident[], news: readonly Incident[]): readonly Incident[] {
  const all = new Map([...before, ...news].map((incident) => [incident.id, incident]));
  return [...all.values()].filter(({ endedAt }) => endedAt === undefined);
}
