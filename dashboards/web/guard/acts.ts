import type { Context, MiddlewareHandler } from 'hono';
import type { Act } from '../../../model/act.ts';
import { instant } from '../../../model/clock.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { accessOf } from './access.ts';
import { standingOf } from './reader.ts';

/** What is told of an act; who and when is known. */
export type ToldAct = Pick<Act, 'act' | 'subject' | 'status'>;

/** Writes the log of acts. */
export interface ActLog {
  record(context: Context<WebEnv>, told: ToldAct): Promise<void>;
}

/** More of a text is not kept. */
const longest = 300;

/** The log of acts in the store. What cannot be written there is told in the log of the process: nobody is locked out by it. */
export function createActLog({ store, clock, log }: Pick<WebDeps, 'store' | 'clock' | 'log'>): ActLog {
  return {
    record: async (context, told) => {
      const reader = context.get('reader');
      const act: Act = {
        ...told,
        subject: told.subject.slice(0, longest).toWellFormed(),
        at: instant(clock.now()),
        account: (reader?.account ?? '').slice(0, longest).toWellFormed(),
        as: reader === undefined ? '' : standingOf(reader),
        address: context.get('address'),
      };
      await store.recordAct(act).catch((error: unknown) => {
        log.error('an act could not be written to the log of acts', { ...act, error: String(error) });
      });
    },
  };
}

/** Writes down what the table calls an act, with how it ended; refused ones too. */
export function keepActs(acts: ActLog): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    const act = accessOf(context)?.act;
    const reader = context.get('reader');
    await next();
    if (act === undefined || reader === undefined) return;
    const subject = context.get('subject') ?? subjectOf(context.req.path);
    await acts.record(context, { act, subject, status: context.res.status });
  };
}

/** What a path is about, to people. */
function subjectOf(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // no text in it
  }
}
