import { dueDay, weekBefore } from '../analyzer/defederation/week.ts';
import type { DigestSource } from '../analyzer/notify/digest/source.ts';
import { readDigest } from '../dashboards/reports/digest/digest.ts';
import { digestEvent } from '../dashboards/reports/digest/event.ts';
import { tongueOf } from '../dashboards/reports/words/tongue.ts';
import type { Foundation } from './foundation.ts';
import { signedHead } from './reports/customer.ts';

/** The weekly digest on defederation, as the configuration has it sent. Undefined: it sends none. */
export function digestOf(foundation: Foundation): DigestSource | undefined {
  const { configuration, store } = foundation;
  const { monitor, alerts } = configuration;
  const { digest: schedule } = alerts;
  if (schedule === undefined) return undefined;
  const tongue = tongueOf(monitor.language);
  const make = async (day: string): Promise<string> => {
    const week = weekBefore(day, schedule.zone);
    if (week === undefined) throw new RangeError(`${day} is no day`);
    const link = `${monitor.origin}/defederation/weeks/${day}`;
    const head = await signedHead(foundation);
    return digestEvent(await readDigest(store, week), tongue, { link, head });
  };
  let made: { readonly day: string; readonly body: Promise<string> } | undefined;
  return {
    sender: monitor.origin,
    due: (nowMs) => dueDay(schedule, nowMs),
    // Every webhook asks for the same one.
    write: (day) => {
      if (made?.day !== day) made = { day, body: make(day) };
      made.body.catch(() => {
        made = undefined;
      });
      return made.body;
    },
  };
}
