import { InvalidArgumentError, Option } from 'commander';
import { isAddressBlock } from '../model/configuration/fields.ts';
import { isTarget } from '../model/configuration/lab.ts';
import { parseDuration } from '../model/duration.ts';
import { type Severity, severities } from '../model/finding.ts';
import { type Host, hostRefusals, parseHost } from '../model/host.ts';
import { type LogLevel, logLevels } from './log.ts';
import { oneLine, Refusal } from './refusal.ts';

/** A host from the command line, after the earlier ones. @throws {Refusal} with the reason. */
export function hostArgument(text: string, earlier: readonly Host[] = []): readonly Host[] {
  const parsed = parseHost(text);
  if (!parsed.ok)
    throw new Refusal(
      `cannot check "${shortened(text)}": ${hostRefusals[parsed.refusal]}`,
      'give only a name, such as social.example',
    );
  return earlier.includes(parsed.host) ? earlier : [...earlier, parsed.host];
}

/** One host from the command line. */
export function hostOption(text: string): Host {
  const parsed = parseHost(text);
  if (!parsed.ok) throw new InvalidArgumentError(hostRefusals[parsed.refusal].replace(';', ','));
  return parsed.host;
}

/** A host from the command line, after the earlier ones. */
export function hostsOption(text: string, earlier: readonly Host[] = []): readonly Host[] {
  return [...earlier, hostOption(text)];
}

/** A severity from the command line. */
export function severityOption(text: string): Severity {
  const found = severities.find((severity) => severity === text);
  if (found === undefined) throw new InvalidArgumentError(`it is one of ${severities.join(', ')}`);
  return found;
}

/** A duration from the command line, in milliseconds; a bare number is seconds. */
export function durationOption(text: string): number {
  const milliseconds = parseDuration(/^\d+$/.test(text) ? `${text}s` : text);
  if (milliseconds === undefined || milliseconds < 1_000 || milliseconds > 3_600_000)
    throw new InvalidArgumentError('it is a duration from 1s to 1h, such as 30s');
  return milliseconds;
}

/** A port from the command line. */
export function portOption(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('it is a number from 0 to 65535');
  return port;
}

/** A `pattern=address:port` from the command line, after the earlier ones. */
export function connectToOption(
  text: string,
  earlier: ReadonlyArray<readonly [string, string]> = [],
): ReadonlyArray<readonly [string, string]> {
  const [, pattern, target] = /^([^=\s]+)=(\S+)$/.exec(text) ?? [];
  if (pattern === undefined || target === undefined || !isTarget(target, { bare: true }))
    throw new InvalidArgumentError('it is pattern=address:port, such as "*.fedi.test=127.0.0.1:8443"');
  return [...earlier, [pattern.toLowerCase(), target]];
}

/** A block of addresses from the command line, after the earlier ones. */
export function addressesOption(text: string, earlier: readonly string[] = []): readonly string[] {
  if (!isAddressBlock(text))
    throw new InvalidArgumentError('it is a block of addresses, such as 127.0.0.0/8');
  return [...earlier, text];
}

/** An `address:port` from the command line. */
export function resolverOption(text: string): string {
  if (!isTarget(text, { bare: false }))
    throw new InvalidArgumentError('it is address:port, such as 127.0.0.1:5353');
  return text;
}

/** What a person typed, short enough for a message. */
export function shortened(text: string): string {
  const line = oneLine(text);
  return line.length > 60 ? `${line.slice(0, 60)}... (${line.length} characters)` : line;
}

/** `--config`: the configuration file of commands that watch. */
export function configOption(): Option {
  return new Option('--config <file>', 'the configuration').default('./fediscope.yaml');
}

/** `--url`: a ClickHouse server instead of the store of the configuration. */
export function urlOption(): Option {
  return new Option('--url <url>', 'a ClickHouse server to use instead of the configured store').argParser(
    (text) => httpUrl(text, 'http://127.0.0.1:8123'),
  );
}

/** The URL of an Alertmanager from the command line; one that names a user is refused, as in the configuration. */
export function alertmanagerOption(text: string): string {
  const url = httpUrl(text, 'http://127.0.0.1:9093');
  if (new URL(url).username !== '') throw new InvalidArgumentError('it names a user, leave that out');
  return url;
}

function httpUrl(text: string, example: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError(`it is an http or https URL, such as ${example}`);
  return text;
}

/** `--log-level`: how much of the log goes to standard error. */
export function logLevelOption(level: LogLevel): Option {
  return new Option('--log-level <level>', 'how much of the log goes to standard error')
    .choices(logLevels)
    .default(level);
}
