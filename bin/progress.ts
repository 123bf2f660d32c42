import type { CrawlProgress } from '../crawler/crawl.ts';
import type { Clock } from '../model/clock.ts';
import { counted } from '../model/counted.ts';
import type { Terminal } from './terminal.ts';

/** What is watched while it goes on. */
export interface Watched {
  progress(): CrawlProgress;
}

/** What the progress is shown with. `plainFirst`: the first plain line comes at once, not only after ten seconds. */
export interface Shown {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly plainFirst?: boolean;
}

const stepMs = 500;
/** Plain lines are for logs: one in ten seconds. */
const stepsPerPlainLine = 20;
/** A schedule that is behind by less is as good as kept. */
const worthTellingMs = 60_000;

/** Tells how far the crawl is until `end`: a live line where a person watches, a plain line every ten seconds elsewhere. */
export function showCrawl(
  crawler: Watched,
  { terminal, clock, plainFirst = false }: Shown,
): { end: () => void } {
  const beganMs = clock.elapsed();
  let steps = plainFirst ? 0 : 1;
  const tell = (): void => {
    const line = progressLine(crawler.progress(), (clock.elapsed() - beganMs) / 1_000);
    if (terminal.live) terminal.status(line);
    else if (steps % stepsPerPlainLine === 0) terminal.err(`${line}\n`);
    steps += 1;
  };
  const timer = setInterval(tell, stepMs);
  tell();
  return {
    end: () => {
      clearInterval(timer);
      if (terminal.live) terminal.status('');
    },
  };
}

/** How far a crawl is, in one line. `seconds`: since it began. */
export function progressLine(progress: CrawlProgress, seconds: number): string {
  const { servers, visited, inFlight, waiting, missed, unanswered, behindMs } = progress;
  const rate = seconds > 0 ? visited / seconds : 0;
  const due = waiting + inFlight;
  const left = rate > 0 && due > 0 ? `, ${timeText(due / rate)} left` : '';
  const behind = behindMs >= worthTellingMs ? `, ${timeText(behindMs / 1_000)} behind` : '';
  const counts = `${counted(servers, 'server')}: ${visited} visited, ${waiting} due, ${inFlight} in flight, ${unanswered} failed, ${missed} missed`;
  return `${counts}, ${rate.toFixed(1)}/s${left}${behind}`;
}

function timeText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
