import Table from "cli-table3";
import pc from "picocolors";

/** Columns without lines between them, as `ps` prints them. */
export function formatTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const none = {
    top: "",
    "top-mid": "",
    "top-left": "",
    "top-right": "",
    bottom: "",
    "bottom-mid": "",
    "bottom-left": "",
    "bottom-right": "",
  };
  const inner = { left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "", middle: "  " };
  const table = new Table({
    chars: { ...none, ...inner },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    head: head.map((text) => pc.dim(text)),
  });
  for (const row of rows) table.push(row.map(String));
  const lines = table.toString().split("\n");
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}
