import type { Measure } from '../measure.ts';
import type { Crawling, CrawlOrder } from './crawling.ts';
import { type Exporter, howToInstall, startExporter } from './exporter.ts';
import { inPairs, spreadOf } from './pairs.ts';
import type { Question } from './question.ts';
import { questions } from './questions.ts';
import type { Served } from './servers.ts';
import type { Size } from './size.ts';
import type { Worker } from './worker.ts';

/** Most that an answer may cost against the exporter's. */
const most = 0.25;
/** The question that is also asked alone, by the probe of the same name. */
const alone = 'robots';

/**
 * What an answer costs against a module outcome of prometheus-blackbox-exporter. Each side works as it does: one connection a probe there, one
 * visit for all questions here, with spool and embedded store in the measured process. A visit asks more than what is counted here.
 */
export async function measureAgainstExporter(
  servers: Worker<unknown, Served>,
  crawling: Crawling,
  { atOnce, pairs, warmUps }: Size,
): Promise<readonly Measure[]> {
  const { port, caPem, hosts } = servers.ready;
  const exporter = await startExporter({ port, caPem, hosts, questions, atOnce });
  if (exporter === undefined) {
    console.error(
      `prometheus-blackbox-exporter is not here, so nothing is compared with it; ${howToInstall}`,
    );
    return [];
  }
  const sides = { exporter, crawling, hosts };
  try {
    const work = await warmUp(servers, sides, warmUps);
    await requireAnswers(crawling);
    const all = await compare(pairs, sides, { order: 'visit', asked: questions });
    const one = questions.filter(({ id }) => id === alone);
    const single = await compare(pairs, sides, { order: { only: alone }, asked: one });
    return [
      answers(all, `${work}; warmed up with ${warmUps} runs`),
      described('one question on one connection', single, { count: 1, says: `"${alone}" alone` }),
    ];
  } finally {
    await exporter.end();
  }
}

interface Sides {
  readonly exporter: Exporter;
  readonly crawling: Crawling;
  readonly hosts: readonly string[];
}

type Pairs = readonly (readonly [ours: number, theirs: number])[];

/** Milliseconds of CPU an answer on both sides. */
function compare(
  pairs: number,
  { exporter, crawling, hosts }: Sides,
  { order, asked }: { readonly order: CrawlOrder; readonly asked: readonly Question[] },
): Promise<Pairs> {
  const answered = hosts.length * asked.length;
  const ours = async () => (await crawling.run(order)).cpuMs / answered;
  const theirs = async () => {
    const before = await exporter.cpuMs();
    await exporter.askAll(hosts, asked);
    return ((await exporter.cpuMs()) - before) / answered;
  };
  return inPairs(pairs, ours, theirs);
}

/** The exporter is compiled before it starts; one run fills its caches. Says what both sides sent to one server in a run. */
async function warmUp(
  servers: Worker<unknown, Served>,
  { exporter, crawling, hosts }: Sides,
  warmUps: number,
): Promise<string> {
  await servers.run({});
  for (let run = 0; run < warmUps; run += 1) await crawling.run('visit');
  const ours = sentTo(await servers.run({}), hosts.length * warmUps);
  await exporter.askAll(hosts, questions);
  return `${ours} here, ${sentTo(await servers.run({}), hosts.length)} there`;
}

function sentTo({ visits }: Served, times: number): string {
  const requests = visits.reduce((sum, each) => sum + each.requests.length, 0);
  const connections = visits.reduce((sum, each) => sum + each.connections, 0);
  return `${requests / times} requests on ${connections / times} connections`;
}

/** @throws {Error} when a visit did not answer what the exporter did. */
async function requireAnswers(crawling: Crawling): Promise<void> {
  const { unanswered } = await crawling.run('look');
  if (unanswered.length > 0) throw new Error(`no visit answered ${unanswered[0]}`);
}

function answers(all: Pairs, work: string): Measure {
  const says = `${work}; ${questions.map(({ id }) => id).join(', ')}`;
  const measure = described("an answer's CPU", all, { count: questions.length, says });
  return { ...measure, goal: `at most ${most}`, holds: spreadOf(ratios(all)).median <= most };
}

function described(
  measure: string,
  pairs: Pairs,
  { count, says }: { readonly count: number; readonly says: string },
): Measure {
  const { median, least, most: highest } = spreadOf(ratios(pairs));
  const micros = (side: 0 | 1) => Math.round(spreadOf(pairs.map((pair) => pair[side])).median * 1_000);
  return {
    measure,
    value: round(median),
    unit: 'times',
    against:
      `prometheus-blackbox-exporter: ${micros(0)} µs against ${micros(1)} µs; ${pairs.length} pairs, ` +
      `${round(least)} to ${round(highest)}; ${count} ${count === 1 ? 'question' : 'questions'} a server: ${says}`,
  };
}

function ratios(pairs: Pairs): readonly number[] {
  return pairs.map(([ours, theirs]) => ours / theirs);
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
