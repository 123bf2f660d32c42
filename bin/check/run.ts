import { Forges } from '../../crawler/forges/forges.ts';
import { createNet } from '../../crawler/net/create.ts';
import type { LabOptions } from '../../crawler/net/net.ts';
import type { VisitTools } from '../../crawler/visit/visit.ts';
import { instant } from '../../model/clock.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Severity } from '../../model/finding.ts';
import type { Host } from '../../model/host.ts';
import { builtInKnowledge } from '../../model/software-knowledge.ts';
import { systemClock } from '../clock.ts';
import type { ExitCode } from '../exit-code.ts';
import { knowledgeOf } from '../knowledge.ts';
import { jsonLog, type LogLevel } from '../log.ts';
import { checkNetOptions } from '../net-options.ts';
import type { Session } from '../session.ts';
import type { CheckedServer } from './checked.ts';
import { checkDocument } from './document.ts';
import { checkExitCode } from './exit-code.ts';
import { checkReport } from './report.ts';
import { type CheckBasis, checkServer } from './visit-server.ts';

/** What `check` was asked to do. */
export interface CheckRequest {
  readonly hosts: readonly Host[];
  readonly lab: LabOptions;
  readonly account?: string;
  readonly format: 'text' | 'json';
  readonly failOn: Severity;
  readonly timeoutMs: number;
  readonly logLevel: LogLevel;
  /** Whose software file counts. Absent: what is known of software is what is built in. */
  readonly configuration?: Configuration;
}

/** Visits that run at once; each goes to another server. */
const concurrency = 20;

/** Visits every server once, prints the reports in the order asked for, and answers the exit code. */
export async function runCheck(request: CheckRequest, session: Session): Promise<ExitCode> {
  const { terminal, release } = session;
  const rules = await session.rules();
  const log = jsonLog({ level: request.logLevel, clock: systemClock, write: (line) => terminal.err(line) });
  const { lab, timeoutMs, configuration } = request;
  const knowledge = configuration === undefined ? builtInKnowledge : knowledgeOf({ configuration, log });
  const { software } = knowledge;
  const waits = checkNetOptions(release, { lab, timeoutMs, concurrency });
  const net = createNet({ ...waits, software }, { clock: systemClock, log });
  const forges = new Forges({ net, clock: systemClock, log }, forgePatience(timeoutMs));
  const base = { net, clock: systemClock, log, vantage: 'local', monitorOrigin: '' };
  const tools = { ...base, software, forges };
  const checkedAt = instant(systemClock.now());
  const progress = showProgress(request.hosts, session);
  try {
    const checked = await visitAll(request, tools, { session, rules, knowledge, onDone: progress.done });
    progress.clear();
    const frame = { version: release.version, vantage: tools.vantage, checkedAt };
    terminal.out(
      request.format === 'json' ? checkDocument(frame, checked) : textOf(checked, { session, rules }),
    );
    return checkExitCode(checked, request.failOn);
  } finally {
    progress.clear();
    await forges.stop();
    await net.close();
  }
}

/** Source that is offered elsewhere may take a quarter of a server's time. */
function forgePatience(timeoutMs: number): { readonly waitMs: number; readonly visitMs: number } {
  const waitMs = Math.min(15_000, timeoutMs / 4);
  return { waitMs, visitMs: waitMs };
}

interface Course extends CheckBasis {
  readonly session: Session;
  readonly onDone: (host: Host) => void;
}

/** A few servers at a time; the results stand in the order of the request. */
async function visitAll(
  { hosts, account, timeoutMs }: CheckRequest,
  tools: VisitTools,
  { session, rules, knowledge, onDone }: Course,
): Promise<readonly CheckedServer[]> {
  const results = new Map<Host, CheckedServer>();
  const waiting = [...hosts];
  const work = async (): Promise<void> => {
    for (let host = waiting.shift(); host !== undefined; host = waiting.shift()) {
      const order = { host, timeoutMs, stop: session.stop, ...sampleAccount(host, hosts, account) };
      results.set(host, await checkServer(order, tools, { rules, knowledge }));
      onDone(host);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return hosts.flatMap((host) => results.get(host) ?? []);
}

/** The account stands for its own server; where only one server is asked, for that one, whatever its account domain. */
function sampleAccount(
  host: Host,
  hosts: readonly Host[],
  account: string | undefined,
): { readonly account?: string } {
  if (account === undefined) return {};
  return hosts.length === 1 || account.endsWith(`@${host}`) ? { account } : {};
}

function textOf(
  checked: readonly CheckedServer[],
  { session, rules }: Pick<Course, 'session' | 'rules'>,
): string {
  return checked.map((server) => checkReport(server, rules, session.terminal)).join('\n');
}

interface Progress {
  readonly done: (host: Host) => void;
  readonly clear: () => void;
}

/** One line on a person's terminal that counts; nothing anywhere else. */
function showProgress(hosts: readonly Host[], { terminal }: Session): Progress {
  if (!terminal.live) return { done: () => {}, clear: () => {} };
  const open = new Set(hosts);
  const began = systemClock.elapsed();
  const draw = (): void => {
    const seconds = Math.round((systemClock.elapsed() - began) / 1_000);
    const names = [...open].slice(0, 3).join(', ');
    terminal.err(`\r\u001b[Kchecking ${open.size} of ${hosts.length}: ${names}, ${seconds} s`);
  };
  const timer = setInterval(draw, 500);
  draw();
  return {
    done: (host) => void open.delete(host),
    clear: () => {
      clearInterval(timer);
      terminal.err('\r\u001b[K');
    },
  };
}
