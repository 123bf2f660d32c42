import type { Command } from 'commander';
import type { Session } from '../session.ts';

interface VerifyFlags {
  readonly key?: string;
  readonly timestampCa?: string;
}

/** `verify-evidence`: checks a bundle of evidence; needs neither a configuration nor a store. */
export function addVerifyEvidence(root: Command, session: Session): void {
  root
    .command('verify-evidence')
    .description('check that no byte of a bundle of evidence was changed since it was signed')
    .argument('<bundle>', 'the tar file that export evidence wrote, or the folder it was unpacked into')
    .option('--key <file>', 'the public key of the monitor, as /about shows it: shows also who signed')
    .option('--timestamp-ca <file>', 'certificates of time-stamp authorities that you trust, as PEM')
    .action(async (bundle: string, { key, timestampCa }: VerifyFlags) => {
      const { verifyEvidence } = await import('../evidence/verify.ts');
      const named = {
        ...(key !== undefined && { key }),
        ...(timestampCa !== undefined && { authorities: timestampCa }),
      };
      session.end(await verifyEvidence({ bundle, ...named }, session));
    });
}
