import { german } from './de.ts';
import { english, type Words } from './en.ts';
import { type Form, formOf } from './form.ts';
import { french } from './fr.ts';
import type { ReportLanguage } from './language.ts';

const words: Readonly<Record<ReportLanguage, Words>> = { en: english, de: german, fr: french };

/** A language with its words and its form of dates and numbers. */
export interface Tongue {
  readonly language: ReportLanguage;
  readonly words: Words;
  readonly form: Form;
}

/** What a report is written in. */
export function tongueOf(language: ReportLanguage): Tongue {
  return { language, words: words[language], form: formOf(language) };
}
