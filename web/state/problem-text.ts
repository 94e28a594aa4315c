/** What a refused HTTP request says, for people: the detail of application/problem+json (RFC 9457), or its status. */
export async function problemText(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => undefined)) as { detail?: unknown } | undefined;
  return typeof problem?.detail === "string" ? problem.detail : `The server answered with HTTP ${response.status}.`;
}
