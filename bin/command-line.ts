import { Command, CommanderError } from 'commander';
import { addAnalyze } from './commands/analyze.ts';
import { addAnnotate } from './commands/annotate.ts';
import { addCheck } from './commands/check.ts';
import { addCrawl } from './commands/crawl.ts';
import { addDashboards } from './commands/dashboards.ts';
import { addDemo } from './commands/demo.ts';
import { addDoctor } from './commands/doctor.ts';
import { addExport } from './commands/export.ts';
import { addForget } from './commands/forget.ts';
import { addLists } from './commands/lists.ts';
import { addReport } from './commands/report.ts';
import { addRescore } from './commands/rescore.ts';
import { addRules } from './commands/rules.ts';
import { addServe } from './commands/serve.ts';
import { addTokens } from './commands/tokens.ts';
import { addUp } from './commands/up.ts';
import { addVerifyEvidence } from './commands/verify-evidence.ts';
import { addVerifyLog } from './commands/verify-log.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { interruptSignal } from './interrupt.ts';
import { messageOf, oneLine, Refusal, systemCode } from './refusal.ts';
import { thisRelease } from './release.ts';
import type { Session } from './session.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/** Runs one command and leaves the process with its exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  const end = (code: ExitCode): void => {
    process.exitCode = Math.max(code, Number(process.exitCode ?? 0));
  };
  const terminal = processTerminal();
  const session = { terminal, release: thisRelease(), rules, stop: interruptSignal(), end };
  const fail = teller(session);
  // Nobody reads what we say of ourselves: the work goes on in silence.
  process.stderr.on('error', () => {});
  process.on('uncaughtException', fail);
  process.stdout.on('error', endOnClosedPipe);
  await run(argv, session, fail);
}

/** Runs one command of a session. `fail`: is told what ended it; absent: says it there, and ends with its code. */
export async function run(
  argv: readonly string[],
  session: Session,
  fail: (error: unknown) => void = teller(session),
): Promise<void> {
  try {
    await program(session).parseAsync(argv, { from: 'user' });
  } catch (error) {
    fail(error);
  }
}

/** Says what went wrong in a line, and ends with its code. */
function teller({ terminal, end }: Pick<Session, 'terminal' | 'end'>): (error: unknown) => void {
  let failing = false;
  return (error) => {
    // Whatever goes wrong while a fault is told must not be told in turn.
    if (failing) {
      end(exitCodes.ownBug);
      return;
    }
    failing = true;
    const trouble = troubleOf(error);
    if (trouble.line !== undefined) terminal.err(`${trouble.line}\n`);
    failing = false;
    end(trouble.code);
  };
}

async function rules(): ReturnType<Session['rules']> {
  return (await import('../rules/index.ts')).rules;
}

/** The whole command line. */
export function program(session: Session): Command {
  const root = new Command('fediscope')
    .description('Watches ActivityPub servers as the rest of the federation sees them')
    .version(session.release.version)
    .configureHelp({ showGlobalOptions: false });
  const commands = [addUp, addCrawl, addAnalyze, addServe, addCheck, addRules, addRescore, addAnnotate];
  const checked = [addExport, addVerifyEvidence, addVerifyLog];
  const others = [addReport, addLists, addForget, ...checked, addDashboards, addTokens, addDoctor, addDemo];
  for (const add of [...commands, ...others]) add(root, session);
  for (const command of withSubcommands(root)) speakOneLine(command, session.terminal);
  return root;
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function speakOneLine(command: Command, terminal: Terminal): void {
  command.configureOutput({ writeOut: (text) => terminal.out(text), writeErr: () => {} });
  command.exitOverride((error) => {
    if (error.exitCode === 0) throw error;
    const asked =
      error.code === 'commander.help' ? 'no command given' : error.message.replace(/^error: /, '');
    throw new Refusal(
      oneLine(`${nameOf(command)}: ${asked}`).replace(/\.$/, ''),
      `see ${nameOf(command)} --help`,
      {
        cause: error,
      },
    );
  });
}

function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}

interface Trouble {
  readonly line?: string;
  readonly code: ExitCode;
}

/** What to say of anything that ended a command, and with which code. */
function troubleOf(error: unknown): Trouble {
  if (error instanceof CommanderError && error.exitCode === 0) return { code: exitCodes.fine };
  if (error instanceof Refusal) return { line: withName(error.message), code: exitCodes.usage };
  if (isStoreTrouble(error)) return { line: withName(messageOf(error)), code: exitCodes.usage };
  const stack = error instanceof Error ? error.stack : undefined;
  const report = JSON.stringify({
    level: 'error',
    message: 'a fault of ours',
    error: messageOf(error),
    stack,
  });
  return { line: report, code: exitCodes.ownBug };
}

function isStoreTrouble(error: unknown): boolean {
  return error instanceof Error && error.name === 'StoreUnavailable';
}

function withName(message: string): string {
  return message.startsWith('fediscope') ? message : `fediscope: ${message}`;
}

/** Nobody reads on: `fediscope rules list | head -1` is no fault. */
function endOnClosedPipe(error: Error): void {
  if (systemCode(error) === 'EPIPE') process.exit();
  throw error;
}
