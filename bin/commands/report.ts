import { type Command, InvalidArgumentError, Option } from 'commander';
import { availabilityFormats } from '../../dashboards/reports/availability/formats.ts';
import { defederationFormats } from '../../dashboards/reports/defederation/formats.ts';
import { licenceFormats } from '../../dashboards/reports/licence/formats.ts';
import { type ReportLanguage, reportLanguages } from '../../dashboards/reports/words/language.ts';
import { type Tongue, tongueOf } from '../../dashboards/reports/words/tongue.ts';
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

interface WritingFlags extends StoreFlags {
  readonly customer: string;
  readonly format: string;
  readonly language?: ReportLanguage;
}

interface AvailabilityFlags extends WritingFlags {
  readonly month: string;
}

interface DefederationFlags extends WritingFlags {
  readonly month?: string;
  readonly week?: true;
}

interface LicenceFlags extends WritingFlags {
  readonly month: string;
  readonly peers?: readonly Host[];
}

/** `report availability`, `report defederation` and `report licence`: what one customer is told. */
export function addReport(root: Command, session: Session): void {
  const report = root.command('report').description('what one customer is told');
  addAvailability(report, session);
  addDefederation(report, session);
  addLicence(report, session);
}

function addAvailability(report: Command, session: Session): void {
  report
    .command('availability')
    .description('how available the servers of a customer were, as the federation saw them')
    .requiredOption('--customer <name>', 'the customer, as hosted names it')
    .requiredOption('--month <month>', 'a calendar month in UTC, such as 2026-11')
    .addOption(formatOption(availabilityFormats))
    .addOption(languageOption())
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('warn'))
    .action(async ({ config, url, logLevel, format, language, ...asked }: AvailabilityFlags) => {
      const { runErrand } = await import('../errand.ts');
      const { reportAvailability } = await import('../reports/availability.ts');
      const flags = { logLevel, ...(url !== undefined && { url }) };
      const configuration = loadConfiguration(config);
      const write = writerOf(availabilityFormats, format, language ?? configuration.monitor.language);
      await runErrand(configuration, { flags, session }, (foundation) =>
        reportAvailability({ ...asked, write }, foundation),
      );
    });
}

function addDefederation(report: Command, session: Session): void {
  report
    .command('defederation')
    .description('who rejects or limits the servers of a customer, and what changed')
    .requiredOption('--customer <name>', 'the customer, as hosted names it')
    .addOption(new Option('--month <month>', 'a calendar month in UTC, such as 2026-11').conflicts('week'))
    .option('--week', 'the last seven days instead: the weekly digest')
    .addOption(formatOption(defederationFormats))
    .addOption(languageOption())
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('warn'))
    .action(async ({ config, url, logLevel, format, language, week, ...asked }: DefederationFlags) => {
      const { runErrand } = await import('../errand.ts');
      const { reportDefederation } = await import('../reports/defederation.ts');
      const flags = { logLevel, ...(url !== undefined && { url }) };
      const configuration = loadConfiguration(config);
      const write = writerOf(defederationFormats, format, language ?? configuration.monitor.language);
      const request = { ...asked, week: week === true, write };
      await runErrand(configuration, { flags, session }, (foundation) =>
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
    .addOption(languageOption())
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('warn'))
    .action(async ({ config, url, logLevel, format, language, peers = [], ...asked }: LicenceFlags) => {
      const { runErrand } = await import('../errand.ts');
      const { reportLicence } = await import('../reports/licence.ts');
      const flags = { logLevel, ...(url !== undefined && { url }) };
      const configuration = loadConfiguration(config);
      const write = writerOf(licenceFormats, format, language ?? configuration.monitor.language);
      const request = { ...asked, peers, write };
      await runErrand(configuration, { flags, session }, (foundation) => reportLicence(request, foundation));
    });
}

type Writers<Report> = Readonly<Record<string, (report: Report, tongue: Tongue) => string>>;

function formatOption<Report>(formats: Writers<Report>): Option {
  return new Option('--format <format>', 'how it is printed').choices(Object.keys(formats)).default('md');
}

function languageOption(): Option {
  return new Option('--language <language>', 'of the report; default: monitor.language').choices(
    reportLanguages,
  );
}

function writerOf<Report>(
  formats: Writers<Report>,
  format: string,
  language: ReportLanguage,
): (report: Report) => string {
  const written = Object.entries(formats).find(([name]) => name === format)?.[1];
  if (written === undefined) throw new InvalidArgumentError(`there is no format ${format}`);
  return (report) => written(report, tongueOf(language));
}
