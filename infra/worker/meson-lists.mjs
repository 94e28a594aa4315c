/**
 * The quoted strings of `name = [ ... ]` and of every `name += [ ... ]` after it, in order.
 *
 * Conditions are not evaluated. The mediasoup package extends one list inside an `if`, for its default bandwidth
 * estimator, and that branch is the one wanted.
 * @param {string} text a meson.build file
 */
export function mesonList(text, name) {
  const code = text.replace(/#.*$/gm, "");
  const blocks = [...code.matchAll(new RegExp(`^\\s*${name}\\s*\\+?=\\s*\\[([^\\]]*)\\]`, "gm"))];
  const strings = blocks.flatMap(([, body]) => [...body.matchAll(/'([^']+)'/g)].map(([, string]) => string));
  if (strings.length === 0) throw new Error(`no list "${name}"`);
  return strings;
}
