/** The languages of reports. */
export const reportLanguages = ['en', 'de', 'fr'] as const;

export type ReportLanguage = (typeof reportLanguages)[number];

/** The language of that name; English where there is none. */
export function languageNamed(name: string | undefined): ReportLanguage {
  return reportLanguages.find((language) => language === name) ?? 'en';
}
