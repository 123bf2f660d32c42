import { describeLinks } from './page-links.ts';

/** Of addresses with parameters one for each kind of page and the names of its parameters: what the values choose is the same page. */
function sampled(): (url: URL) => boolean {
  const known = new Set<string>();
  return ({ pathname, searchParams }) => {
    if (searchParams.size === 0) return true;
    const form = [pathname.replace(/^(\/\w+\/)[^/]+/, '$1one'), ...new Set(searchParams.keys())].join();
    if (known.has(form)) return false;
    known.add(form);
    return true;
  };
}

// All of them have a command of their own: npm run test:long.
describeLinks({ isChosen: sampled(), leastPages: 80 });
