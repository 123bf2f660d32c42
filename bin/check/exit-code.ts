import { type Severity, severities } from '../../model/finding.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type CheckedServer, isJudged } from './checked.ts';

/** What a check ends with: our own fault first, then a failure at or over the bar, then a server that could not be judged. */
export function checkExitCode(checked: readonly CheckedServer[], failOn: Severity): ExitCode {
  if (checked.some(({ bugs }) => bugs > 0)) return exitCodes.ownBug;
  const bar = severities.indexOf(failOn);
  const failed = checked.some(({ findings }) =>
    findings.some(({ outcome, severity }) => outcome === 'failed' && severities.indexOf(severity) >= bar),
  );
  if (failed) return exitCodes.failed;
  return checked.every(isJudged) ? exitCodes.fine : exitCodes.unjudged;
}
