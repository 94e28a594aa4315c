// Somebody else's trace, as W3C Trace Context writes it (https://www.w3.org/TR/trace-context/, section 3.2.2). Holdfast makes
// no spans of its own: it carries the context, and puts the trace's id into its log lines.

const shape = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;
const maxLength = 512;

/** The trace's id; undefined for what is no traceparent, which is as good as none. */
export function traceIdOf(traceparent: unknown): string | undefined {
  if (typeof traceparent !== "string" || traceparent.length > maxLength) return undefined;
  const [, version, traceId = "", parentId = "", more] = shape.exec(traceparent) ?? [];
  if (version === undefined || version === "ff") return undefined;
  // Versions to come may have more fields, this one has not.
  if (version === "00" && more !== undefined) return undefined;
  return /^0+$/.test(traceId) || /^0+$/.test(parentId) ? undefined : traceId;
}

/** For a log line; nothing where there is no trace. */
export function traceFields(traceparent: unknown): { trace_id?: string } {
  const traceId = traceIdOf(traceparent);
  return traceId === undefined ? {} : { trace_id: traceId };
}
