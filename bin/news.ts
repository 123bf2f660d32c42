import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { builtInNews, type News, withNews } from '../model/news.ts';
import { newsFileSchema } from '../model/news-file.ts';
import { messageOf, Refusal } from './refusal.ts';

/** What is known of software: what is built in, and what the operator's file adds. @throws {Refusal} when the file cannot be used. */
export function loadNews(file: string | undefined): News {
  if (file === undefined) return builtInNews;
  const parsed = newsFileSchema.safeParse(readYaml(file));
  if (parsed.success) return withNews(builtInNews, parsed.data);
  const [first] = parsed.error.issues;
  const where = first === undefined ? '' : ` ${first.path.join('.')}: ${first.message}`;
  throw new Refusal(`${file}:${where}`, 'write it as docs/software-news.md shows');
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Refusal(`cannot read ${file}: ${messageOf(cause)}`, 'make it a readable YAML file', { cause });
  }
}
