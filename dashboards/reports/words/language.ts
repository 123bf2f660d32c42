/** The languages of reports. */
export const reportLanguages = ['en', 'de', 'fr'] as const;

export type ReportLanguage = (typeof reportLanguages)[number];
