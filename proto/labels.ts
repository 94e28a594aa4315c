// Labels of nodes, "gpu" -> "1", which rooms may ask for. A node's region is one of them.

export type Labels = Readonly<Record<string, string>>;

export const maxLabels = 16;
export const labelName = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/,
  expects: "1 to 64 letters, digits or . _ / -, beginning with a letter or digit",
};
export const labelValue = {
  pattern: /^[A-Za-z0-9._-]{1,64}$/,
  expects: "1 to 64 letters, digits or . _ -",
};
/** The label that says where a node stands. */
export const regionLabel = "region";

/** What is wrong with them, in a sentence; undefined when nothing is. */
export function labelsProblem(labels: Labels): string | undefined {
  const entries = Object.entries(labels);
  if (entries.length > maxLabels) return `has ${entries.length} labels: at most ${maxLabels} are taken`;
  for (const [name, value] of entries) {
    if (!labelName.pattern.test(name)) return `has a label whose name is not ${labelName.expects}`;
    if (!labelValue.pattern.test(value)) return `has a label "${name}" whose value is not ${labelValue.expects}`;
  }
  return undefined;
}

/** `a=1,b=2` in the order of the names: the same for the same labels. */
export const describeLabels = (labels: Labels): string =>
  Object.entries(labels)
    .map((entry) => entry.join("="))
    .toSorted()
    .join(",");
