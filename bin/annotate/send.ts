import { type Answer, openPost } from '../../analyzer/notify/post.ts';
import type { Deploy } from '../../model/deploy.ts';
import { systemClock } from '../clock.ts';
import { crawlUserAgent } from '../net-options.ts';
import { Refusal } from '../refusal.ts';
import type { Session } from '../session.ts';

/** A monitor that serves its pages. `token`: one of its access tokens. */
export interface RunningMonitor {
  readonly url: string;
  readonly token?: string;
}

/** Sends a deploy to a running monitor. @throws {Refusal} when that does not take it. */
export async function sendDeploy(deploy: Deploy, monitor: RunningMonitor, session: Session): Promise<void> {
  const { url, token } = monitor;
  const userAgent = crawlUserAgent(new URL(url).origin, session.release);
  const post = openPost({ clock: systemClock, userAgent, timeoutMs: 10_000, stop: session.stop });
  const answer = await post.send({
    method: 'POST',
    url: new URL('/annotations/deploys', url).href,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    body: JSON.stringify(deploy),
  });
  await post.close();
  if (!('status' in answer) || answer.status !== 201) throw refusalOf(answer, deploy, new URL(url).origin);
}

function refusalOf(answer: Answer, { server }: Deploy, origin: string): Refusal {
  if ('trouble' in answer)
    return new Refusal(
      `no answer from the monitor at ${origin} (${answer.trouble})`,
      'name its pages with --monitor',
    );
  const { status } = answer;
  if (status === 401 || status === 403)
    return new Refusal(
      `the monitor at ${origin} asks who you are`,
      'name one of its access tokens with --token-env',
    );
  if (status === 404)
    return new Refusal(`${server} is not watched by the monitor at ${origin}`, 'check the name');
  return new Refusal(`the monitor at ${origin} answered HTTP ${status}`, 'see its log');
}
