import type { Alert, AlertNotice } from '../../../model/alert.ts';
import { clippedLine, clippedText } from '../text.ts';

/** An alert as Alertmanager takes it. Instants are RFC 3339. Source: Alertmanager `api/v2/openapi.yaml`, postableAlert. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  /** In the future: it fires until then, unless somebody says more. */
  readonly endsAt: string;
  readonly generatorURL?: string;
}

/** Labels that say what an alert is, not whom it is about; a label of a rule with such a name goes by `rule_<name>`. */
const reserved: ReadonlySet<string> = new Set(['alertname', 'severity', 'audience']);

/** Most labels of one alert, and bytes of one value. */
const mostLabels = 30;
const mostLabelBytes = 512;

/** The labels by which Alertmanager knows, groups and routes an alert. */
export function labelsOf({ rule, severity, audience, labels }: Alert): Readonly<Record<string, string>> {
  const own = Object.entries(labels)
    .slice(0, mostLabels)
    .map(([name, value]) => [labelName(name), clippedLine(value, mostLabelBytes)] as const);
  return { ...Object.fromEntries(own), alertname: rule, severity, audience };
}

/** Source: Prometheus data model, label names. */
function labelName(name: string): string {
  const plain = name.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d|$)/, '_');
  return reserved.has(plain) || plain.startsWith('__') ? `rule_${plain}` : plain;
}

/** When an alert began to fire, and until when it holds. `endsAt`: RFC 3339. `remark`: on the state of our knowledge. */
export interface Holding {
  readonly endsAt: string;
  readonly remark?: string;
}

/** A notice as it is posted. */
export function postedAlert(notice: AlertNotice, { endsAt, remark }: Holding): PostedAlert {
  const { alert, link } = notice;
  const startsAt = alert.firedAt ?? alert.activeAt;
  return {
    labels: labelsOf(alert),
    annotations: annotationsOf(notice, remark),
    startsAt,
    // Alertmanager refuses what ends before it began.
    endsAt: Date.parse(endsAt) > Date.parse(startsAt) ? endsAt : startsAt,
    // One that is no URL would have the whole request refused.
    ...(URL.canParse(link) && { generatorURL: link }),
  };
}

const unknown =
  'not known at present: what would tell whether it still fails has stopped coming; it stands until that is known';

function annotationsOf(notice: AlertNotice, remark?: string): Readonly<Record<string, string>> {
  const { alert, title, link, firstAction, incidentText } = notice;
  const { server } = alert.labels;
  const because = clippedLine(alert.because, 2_000);
  const remarks = [alert.state === 'unknown' ? unknown : undefined, remark].filter(
    (one) => one !== undefined,
  );
  return {
    summary: server === undefined ? because : `${clippedLine(server, 300)}: ${because}`,
    title: clippedLine(title, 500),
    because,
    link: clippedLine(link, 2_000),
    first_action: clippedLine(firstAction, 1_000),
    incident_text: clippedText(incidentText, 8_000),
    alert_id: alert.id,
    ...(alert.incident !== undefined && { incident: clippedLine(alert.incident, 200) }),
    ...(remarks.length > 0 && { state: remarks.join('; ') }),
  };
}
