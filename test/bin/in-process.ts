import { run } from '../../bin/command-line.ts';
import { thisRelease } from '../../bin/release.ts';
import type { Session } from '../../bin/session.ts';
import { rules } from '../../rules/index.ts';
import { atFileEnd } from '../file-end.ts';
import type { Ended } from './command.ts';

/** A session of this process that remembers what was said, and how loud it ended. */
export interface KeptSession {
  readonly session: Session;
  /** So far. */
  ended(): Ended & { readonly code: number };
}

/** What differs from a session of the real command. `heard`: called after each text, whether `out` or `err` said it. */
export interface SessionChanges extends Partial<Omit<Session, 'terminal' | 'end'>> {
  readonly heard?: (text: string) => void;
}

/** A session like that of the real command, and a terminal that is none. */
export function keptSession({ heard = () => {}, ...changes }: SessionChanges = {}): KeptSession {
  const ended = { code: 0, stdout: '', stderr: '' };
  const hearing = (where: 'stdout' | 'stderr') => (text: string) => {
    ended[where] += text;
    heard(text);
  };
  return {
    ended: () => ({ ...ended }),
    session: {
      release: thisRelease(),
      rules: async () => rules,
      stop: new AbortController().signal,
      ...changes,
      terminal: {
        out: hearing('stdout'),
        err: hearing('stderr'),
        status: () => {},
        live: false,
        columns: 100,
        paint: (_style, text) => text,
      },
      end: (code) => {
        ended.code = Math.max(ended.code, code);
      },
    },
  };
}

/** As `fediscope`, in this process, which has all modules already. Relative paths are those of this process. */
export async function fediscopeHere(args: readonly string[]): Promise<Ended> {
  const { session, ended } = keptSession();
  await run(args, session);
  return ended();
}

/** A command that goes on in this process until it is stopped. */
export interface StartedHere {
  /** Resolves with the whole output once it contains the text; rejects when the command ends without it. */
  said(text: string): Promise<string>;
  /** Stops it as a signal would, and resolves when it is over. */
  stop(): Promise<Ended>;
}

/** As `start`, in this process. */
export function startHere(args: readonly string[]): StartedHere {
  const stopping = new AbortController();
  let change = Promise.withResolvers<void>();
  const heard = () => {
    change.resolve();
    change = Promise.withResolvers();
  };
  const { session, ended } = keptSession({ stop: stopping.signal, heard });
  const over = run(args, session).then(() => 'over' as const);
  const stop = async () => {
    stopping.abort();
    await over;
    return ended();
  };
  atFileEnd(stop);
  return {
    said: async (text) => {
      while (!ended().stdout.includes(text)) {
        const next = await Promise.race([change.promise, over]);
        if (next === 'over' && !ended().stdout.includes(text))
          throw new Error(`ended without "${text}": ${ended().stderr}`);
      }
      return ended().stdout;
    },
    stop,
  };
}
