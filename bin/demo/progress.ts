import type { Crawler } from '../../crawler/crawl.ts';
import type { Terminal } from '../terminal.ts';

const stepMs = 500;

/** Tells how far the crawl is until `end`: a live line where a person watches, a plain line every ten seconds elsewhere. */
export function showCrawl(crawler: Crawler, terminal: Terminal): { end: () => void } {
  let steps = 0;
  const tell = (): void => {
    const { servers, visited, inFlight, waiting, missed } = crawler.progress();
    const line = `${servers} servers: ${visited} visits made, ${inFlight} under way, ${waiting} waiting, ${missed} missed`;
    if (terminal.live) terminal.err(`\r\u001b[K${line}`);
    else if (steps % 20 === 0) terminal.err(`${line}\n`);
    steps += 1;
  };
  const timer = setInterval(tell, stepMs);
  tell();
  return {
    end: () => {
      clearInterval(timer);
      if (terminal.live) terminal.err('\r\u001b[K');
    },
  };
}
