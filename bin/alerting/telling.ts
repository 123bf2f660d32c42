import type { AlertNotice, Notifier } from '../../model/alert.ts';
import type { Log } from '../../model/log.ts';

/** Tells one receiver how things stand. */
export interface Telling {
  /** Hands the notices over, now or as soon as the receiver has taken the ones before; only the newest wait. */
  tell(notices: readonly AlertNotice[]): void;
  /** Waits for what is on its way, then ends the receiver. */
  close(): Promise<void>;
}

/** A receiver that is slow, hangs or fails holds up nobody else. An alert that ended is told until the receiver took it. */
export function tellingOf(notifier: Notifier, log: Log): Telling {
  const told = new Set<string>();
  let next: readonly AlertNotice[] | undefined;
  let running: Promise<void> | undefined;
  const handOver = async (notices: readonly AlertNotice[]): Promise<void> => {
    const news = notices.filter((notice) => !told.has(endOf(notice)));
    try {
      await notifier.notify(news);
      for (const notice of news) if (notice.alert.state === 'resolved') told.add(endOf(notice));
    } catch (error) {
      log.error('a receiver of alerts could not be told', { error });
    }
  };
  const run = async (): Promise<void> => {
    for (let notices = next; notices !== undefined; notices = next) {
      next = undefined;
      forget(told, notices);
      await handOver(notices);
    }
    running = undefined;
  };
  return {
    tell: (notices) => {
      next = notices;
      running ??= run();
    },
    close: async () => {
      next = undefined;
      await Promise.all([running, notifier.close()]);
    },
  };
}

/** One end of one alert: the same failure may come back and end again. */
function endOf({ alert }: AlertNotice): string {
  return `${alert.id} ${alert.resolvedAt ?? ''}`;
}

function forget(told: Set<string>, notices: readonly AlertNotice[]): void {
  const current = new Set(notices.map(endOf));
  for (const end of told) if (!current.has(end)) told.delete(end);
}
