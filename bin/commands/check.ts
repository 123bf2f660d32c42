import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Configuration } from '../../model/configuration.ts';
import type { Severity } from '../../model/finding.ts';
import { type Host, parseHost } from '../../model/host.ts';
import { loadConfiguration } from '../configuration.ts';
import type { LogLevel } from '../log.ts';
import {
  addressesOption,
  connectToOption,
  durationOption,
  hostArgument,
  logLevelOption,
  resolverOption,
  severityOption,
} from '../options.ts';
import type { Session } from '../session.ts';

interface CheckFlags {
  readonly config?: string;
  readonly connectTo?: ReadonlyArray<readonly [string, string]>;
  readonly cacert?: string;
  readonly allowAddress?: readonly string[];
  readonly resolver?: string;
  readonly account?: string;
  readonly format: 'text' | 'json';
  readonly failOn: Severity;
  readonly timeout: number;
  readonly logLevel: LogLevel;
}

/** `check`: one visit to each server now, judged on what it saw; no configuration and no store needed. */
export function addCheck(root: Command, session: Session): void {
  root
    .command('check')
    .description('visit servers once, now, and judge them')
    .argument('<server...>', 'names such as social.example', hostArgument)
    .option(
      '--account <user@host>',
      'the account to look at; without it a public one is found',
      accountOption,
    )
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .option('--fail-on <severity>', 'the least severity that makes the exit code 1', severityOption, 'info')
    .addOption(timeoutOption())
    .option(
      '--connect-to <pattern=address:port>',
      'where to connect for matching names; repeats',
      connectToOption,
    )
    .option('--cacert <file>', 'a PEM file with one more authority to trust')
    .option(
      '--allow-address <CIDR>',
      'addresses to visit though they are not public; repeats',
      addressesOption,
    )
    .option('--resolver <address:port>', 'the DNS resolver to ask', resolverOption)
    .option('--config <file>', 'take the lab settings and the software file from a configuration')
    .addOption(logLevelOption('warn'))
    .action(async (hosts: readonly Host[], flags: CheckFlags) => {
      const { runCheck } = await import('../check/run.ts');
      const { format, failOn, timeout: timeoutMs, logLevel, account } = flags;
      const configuration = flags.config === undefined ? undefined : loadConfiguration(flags.config);
      const lab = await labOfFlags(flags, configuration?.lab);
      const optional = { ...(account !== undefined && { account }), ...(configuration && { configuration }) };
      const request = { hosts, lab, format, failOn, timeoutMs, logLevel, ...optional };
      session.end(await runCheck(request, session));
    });
}

function timeoutOption(): Option {
  const option = new Option('--timeout <duration>', 'how long one server may take');
  return option.argParser(durationOption).default(120_000, '2m');
}

async function labOfFlags(flags: CheckFlags, lab: Configuration['lab'] | undefined) {
  const { authorityIn, labOf } = await import('../net-options.ts');
  const configured = lab === undefined ? undefined : labOf(lab);
  const trustedCa = flags.cacert === undefined ? undefined : authorityIn(flags.cacert, '--cacert');
  return {
    ...configured,
    connectTo: [...(flags.connectTo ?? []), ...(configured?.connectTo ?? [])],
    allowAddresses: [...(flags.allowAddress ?? []), ...(configured?.allowAddresses ?? [])],
    ...(trustedCa !== undefined && { trustedCa }),
    ...(flags.resolver !== undefined && { resolver: flags.resolver }),
  };
}

function accountOption(text: string): string {
  const [, user, domain = ''] = /^(?:acct:|@)?([A-Za-z0-9._-]{1,64})@(.+)$/.exec(text) ?? [];
  const parsed = parseHost(domain);
  if (user === undefined || !parsed.ok)
    throw new InvalidArgumentError('it is user@host, such as press@social.example');
  return `${user}@${parsed.host}`;
}
