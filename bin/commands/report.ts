import { type Command, InvalidArgumentError, Option } from 'commander';
import { reportFormats } from '../../dashboards/reports/formats.ts';
import { licenceFormats } from '../../dashboards/reports/licence/formats.ts';
import type { Host } from '../../model/host.ts';
import { loadConfiguration } from '../configuration.ts';
import type { LogLevel } from '../log.ts';
import { configOption, hostsOption, logLevelOption, urlOption } from '../options.ts';
import type { Session } from '../session.ts';

interface StoreFlags {
  readonly config: string;
  readonly url?: string;
  readonly logLevel: LogLevel;
}

interface DefederationFlags extends StoreFlags {
  readonly customer: string;
  readonly month?: string;
  readonly week?: true;
  readonly format: string;
}

interface LicenceFlags extends StoreFlags {
  readonly customer: string;
  readonly month: string;
  readonly peers?: readonly Host[];
  readonly format: string;
}

/** `report defederation` and `report licence`: what one customer is told. */
export function addReport(root: Command, session: Session): void {
  const report = root.command('report').description('what one customer is told');
  addDefederation(report, session);
  addLicence(report, session);
}

function addDefederation(report: Command, session: Session): void {
  report
    .command('defederation')
    .description('who rejects or limits the servers of a customer, and what changed')
    .requiredOption('--customer <name>', 'the customer, as hosted names it')
    .addOption(new Option('--month <month>', 'a calendar month in UTC, such as 2026-11').conflicts('week'))
    .option('--week', 'the last seven days instead: the weekly digest')
    .addOption(formatOption(reportFormats))
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('warn'))
    .action(async ({ config, url, logLevel, format, week, ...asked }: DefederationFlags) => {
      const { runErrand } = await import('../errand.ts');
      const { reportDefederation } = await import('../reports/defederation.ts');
      const flags = { logLevel, ...(url !== undefined && { url }) };
      const request = { ...asked, week: week === true, write: writerOf(reportFormats, format) };
      await runErrand(loadConfiguration(config), { flags, session }, (foundation) =>
        reportDefederation(request, foundation),
      );
    });
}

function addLicence(report: Command, session: Session): void {
  report
    .command('licence')
    .description(
      'which source the servers of a customer offer, and whether it is that of the version that runs',
    )
    .requiredOption('--customer <name>', 'the customer, as hosted names it')
    .requiredOption('--month <month>', 'a calendar month in UTC, such as 2026-11')
    .option('--peers <server>', 'a peer to report on too; repeats', hostsOption)
    .addOption(formatOption(licenceFormats))
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('warn'))
    .action(async ({ config, url, logLevel, format, peers = [], ...asked }: LicenceFlags) => {
      const { runErrand } = await import('../errand.ts');
      const { reportLicence } = await import('../reports/licence.ts');
      const flags = { logLevel, ...(url !== undefined && { url }) };
      const request = { ...asked, peers, write: writerOf(licenceFormats, format) };
      await runErrand(loadConfiguration(config), { flags, session }, (foundation) =>
        reportLicence(request, foundation),
      );
    });
}

type Writers<Report> = Readonly<Record<string, (report: Report) => string>>;

function formatOption<Report>(formats: Writers<Report>): Option {
  return new Option('--format <format>', 'how it is printed').choices(Object.keys(formats)).default('md');
}

function writerOf<Report>(formats: Writers<Report>, format: string): (report: Report) => string {
  const written = Object.entries(formats).find(([name]) => name === format)?.[1];
  if (written === undefined) throw new InvalidArgumentError(`there is no format ${format}`);
  return written;
}
