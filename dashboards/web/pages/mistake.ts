import type { Context } from 'hono';
import { nearestWords } from '../../../model/nearest.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { show } from '../parts/shell.ts';
import { wantsJson } from './trouble.ts';

/** A value in an address that is none of those it can be. */
export interface WrongValue {
  readonly parameter: string;
  readonly asked: string;
  readonly allowed: readonly string[];
}

/** Answers that a value of the address means nothing here, with all that would. A default in its place would pass for the answer. */
export function refuseValue(
  context: Context<WebEnv>,
  deps: WebDeps,
  { parameter, asked, allowed }: WrongValue,
): Response | Promise<Response> {
  const says = `This page knows no ${parameter} "${cut(asked)}".`;
  const todo = `Take one of: ${allowed.join(', ')}.`;
  if (wantsJson(context)) return context.json({ error: 'no-such-value', says, todo, allowed }, 400);
  const { pathname } = new URL(context.req.url);
  const ways = allowed.map((value) => ({
    name: value,
    path: `${pathname}?${new URLSearchParams({ [parameter]: value })}`,
  }));
  const title = `There is no such ${parameter}`;
  return show(context, deps, { title, main: main(title, says, linksOf('Take one of', ways)), status: 400 });
}

/** A name in an address that nothing has. `what`: what it would name. `known`: the names there are. `list`: the page that has them all. */
export interface WrongName {
  readonly what: 'rule' | 'board';
  readonly asked: string;
  readonly known: readonly string[];
  readonly list: '/rules' | '/boards';
}

const mostNamed = 8;

/** Answers that nothing has a name, with those that may have been meant; with all of them where they are few. */
export function refuseName(
  context: Context<WebEnv>,
  deps: WebDeps,
  { what, asked, known, list }: WrongName,
): Response | Promise<Response> {
  const nearest = known.length <= mostNamed ? known : nearestNames(asked, known);
  const says = `No ${what} is called "${cut(asked)}".`;
  const todo = nearest.length === 0 ? `All of them are at ${list}.` : `There are: ${nearest.join(', ')}.`;
  if (wantsJson(context)) return context.json({ error: 'no-such-page', says, todo, nearest }, 404);
  const ways = nearest.map((name) => ({ name, path: `${list}/${encodeURIComponent(name)}` }));
  const title = `There is no such ${what}`;
  const links = markup`${ways.length > 0 && linksOf('There are', ways)}<p><a href="${list}">All ${what}s</a></p>`;
  return show(context, deps, { title, main: main(title, says, links), status: 404 });
}

/** Those that look like it, then those that have it within. */
function nearestNames(asked: string, known: readonly string[]): readonly string[] {
  const typed = asked.toLowerCase();
  const within = typed.length < 3 ? [] : known.filter((name) => name.includes(typed));
  return [...new Set([...nearestWords(cut(asked), known), ...within])].slice(0, mostNamed);
}

function main(title: string, says: string, links: Markup): Markup {
  return markup`<h1>${title}</h1><p class="lead"><bdi>${says}</bdi></p>${links}`;
}

interface Way {
  readonly name: string;
  readonly path: string;
}

function linksOf(says: string, ways: readonly Way[]): Markup {
  return markup`<p>${says}: ${ways.map(({ name, path }, index) => markup`${index > 0 && ', '}<a href="${path}">${name}</a>`)}.</p>`;
}

const longest = 80;

/** What somebody typed may be long. */
function cut(asked: string): string {
  return asked.length > longest ? `${asked.slice(0, longest)}…` : asked;
}
