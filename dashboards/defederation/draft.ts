import type { Host } from '../../model/host.ts';
import type { PolicyAbout } from '../../store/policies/policy-reads.ts';

/** The languages of a draft. */
export const draftLanguages = { de: 'Deutsch', fr: 'Français', en: 'English' } as const;

export type DraftLanguage = keyof typeof draftLanguages;

/** A message to the administration of a peer, for a person to change and send. Nothing is sent by itself. */
export function draftMessage(policy: PolicyAbout, server: Host, language: DraftLanguage): string {
  return writers[language]({
    peer: policy.observer,
    server,
    rejects: policy.level === 'reject',
    seen: policy.firstSeen.slice(0, 10),
    reason: policy.reason,
  });
}

interface Facts {
  readonly peer: Host;
  readonly server: Host;
  readonly rejects: boolean;
  /** A day, such as 2026-11-20. */
  readonly seen: string;
  readonly reason: string | undefined;
}

const writers: Readonly<Record<DraftLanguage, (facts: Facts) => string>> = {
  de: ({ peer, server, rejects, seen, reason }) => `Guten Tag,

wir betreuen den Server ${server}. Nach öffentlich lesbaren Angaben wird er seit spätestens ${seen} von ${peer} ${rejects ? 'blockiert' : 'eingeschränkt'}.
${reason === undefined ? 'Ein Grund ist nicht angegeben.' : `Als Grund ist angegeben: „${reason}“.`}

Wenn es einen Anlass gibt, den wir abstellen können, nennen Sie ihn uns bitte, möglichst mit Verweisen auf die Beiträge. Sollte die Einstellung ein Versehen oder überholt sein, bitten wir Sie, sie zu prüfen. Ihre Entscheidung respektieren wir.

Mit freundlichen Grüßen
Das Team von ${server}`,
  fr: ({ peer, server, rejects, seen, reason }) => `Bonjour,

Nous gérons le serveur ${server}. D’après des informations publiques, il est ${rejects ? 'bloqué' : 'limité'} par ${peer} depuis le ${seen} au plus tard.
${reason === undefined ? 'Aucun motif n’est indiqué.' : `Le motif indiqué est : « ${reason} ».`}

S’il y a un problème que nous pouvons corriger, merci de nous le signaler, si possible avec des liens vers les publications. Si cette mesure est une erreur ou n’a plus lieu d’être, nous vous prions de la réexaminer. Nous respectons votre décision.

Cordialement,
L’équipe de ${server}`,
  en: ({ peer, server, rejects, seen, reason }) => `Hello,

We run the server ${server}. According to public information, ${peer} has ${rejects ? 'blocked' : 'limited'} it since ${seen} at the latest.
${reason === undefined ? 'No reason is given.' : `The reason given is: "${reason}".`}

If there is something that we can put right, please tell us, if possible with links to the posts. If the setting is a mistake or out of date, we ask you to review it. We respect your decision.

Kind regards
The team of ${server}`,
};
