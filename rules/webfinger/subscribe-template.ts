import { shown } from '../facts/shown.ts';
import { isHttps } from '../facts/url.ts';
import { cannotTell, defineRule, failed, inapplicable, passed } from '../rule.ts';
import { readOnSecondDay, webFingerReport } from '../sources.ts';

/** Does the remote-follow link, where there is one, lead anywhere? */
export const webfingerSubscribeTemplate = defineRule({
  id: 'webfinger.subscribe-template',
  version: 1,
  title: 'The remote-follow link, where there is one, has an https template with {uri}',
  audience: 'sre',
  requirement: 'convention',
  impact: 'degrades',
  sources: [readOnSecondDay(webFingerReport('Other uses of WebFinger'))],
  breaks: 'People who want to follow or answer from this server end on an error page. Federation goes on.',
  falsePositives: 'None is known. The link is optional, and its absence never counts.',
  advice: 'Give the subscribe link a template with {uri} and the https URL of this server, or leave it out.',
  needs: ['webfinger'],
  check({ webfinger: { data } }) {
    const { base } = data;
    if (!base.ok) return cannotTell(`WebFinger gave no JRD: ${base.failure.detail}`);
    const { subscribeTemplate: template } = base.data;
    if (template === undefined) return inapplicable('There is no remote-follow link, which is optional');
    return template.includes('{uri}') && isHttps(template)
      ? passed
      : failed(`The template is ${shown(template)}`);
  },
});
