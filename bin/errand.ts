import type { Configuration } from '../model/configuration.ts';
import type { ExitCode } from './exit-code.ts';
import { type Flags, type Foundation, openFoundation } from './foundation.ts';
import type { Session } from './session.ts';

/** A command that opens the store, does one thing and ends with its code; the store is closed whatever happens. */
export async function runErrand(
  configuration: Configuration,
  { flags, session }: { readonly flags: Flags; readonly session: Session },
  work: (foundation: Foundation) => Promise<ExitCode>,
): Promise<void> {
  const foundation = await openFoundation(configuration, flags, session);
  try {
    session.end(await work(foundation));
  } finally {
    await foundation.store.close();
  }
}
