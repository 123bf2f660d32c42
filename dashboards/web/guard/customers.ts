import type { Hono, MiddlewareHandler } from 'hono';
import type { WebDeps, WebEnv } from '../deps.ts';
import { accessOf } from './access.ts';
import { rebuttalLog } from './customer/rebuttals.ts';
import { customerStore } from './customer/store.ts';

/** What a customer's part of the site is made of: their part of the store, and nothing that acts or that tells of the whole monitor; of the review log what their servers say. */
export function customerDeps(deps: WebDeps, customer: string): WebDeps {
  const {
    bundle: _,
    recheck: __,
    reviews,
    progress: ___,
    candidates: ____,
    metrics: _____,
    spool: ______,
    ...shown
  } = deps;
  const hosted = deps.hosted ?? [];
  const own = hosted.filter((server) => server.customer === customer).map(({ host }) => host);
  const others = hosted.filter((server) => server.customer !== customer).map(({ host }) => host);
  return {
    ...shown,
    part: { customer, own, others },
    store: customerStore(deps.store, { customer, own, others }),
    ...(reviews !== undefined && { reviews: rebuttalLog(reviews, own) }),
  };
}

/** Hands the requests of a customer's people to that customer's own site, which cannot read anything else; what is for everyone they get like everyone. */
export function customersOwn(build: (customer: string) => Hono<WebEnv>): MiddlewareHandler<WebEnv> {
  const sites = new Map<string, Hono<WebEnv>>();
  return async (context, next) => {
    const reader = context.get('reader');
    if (reader?.customer === undefined || accessOf(context)?.to === 'everyone') return next();
    // Readers' customers come from the configuration, so there are few.
    const site = sites.get(reader.customer) ?? build(reader.customer);
    sites.set(reader.customer, site);
    const handed = { reader, address: context.get('address') };
    return site.fetch(context.req.raw, { ...context.env, handed });
  };
}

/** Takes over what the guards of the whole site found out. */
export const takeOver: MiddlewareHandler<WebEnv> = async (context, next) => {
  const { handed } = context.env;
  if (handed === undefined) throw new Error('a customer’s site was asked by nobody');
  context.set('reader', handed.reader);
  context.set('address', handed.address);
  if (handed.reader.account !== undefined) context.set('user', handed.reader.account);
  return next();
};
