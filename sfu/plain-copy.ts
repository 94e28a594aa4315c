/** The same as structuredClone(value), quicker where value is made of plain objects and arrays without cycles. */
export function plainCopy<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plainCopy) as Value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
  const copy = { ...value } as Record<string, unknown>;
  for (const key in copy) {
    if (key === "__proto__") return structuredClone(value); // to be set as a property like any other
    const member = copy[key];
    if (typeof member === "object" && member !== null) copy[key] = plainCopy(member);
  }
  return copy as Value;
}
