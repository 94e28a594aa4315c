// Program: measures the full joins and tells whoever has forked it.
import { createLogger } from "../../../../base/logger.ts";
import { runAtNiceness } from "../../../../base/priority.ts";
import { type JoinsResult, measure } from "./measure.ts";

export type FromClients = { progress: string } | { note: string } | { result: JoinsResult };

const tell = (message: FromClients): void => void process.send!(message);

// As the servers.
runAtNiceness(-10, createLogger({ name: "clients", level: "silent" }));
const result = await measure({
  rounds: Number(process.argv[2]),
  progress: (progress) => tell({ progress }),
  note: (note) => tell({ note }),
});
tell({ result });
process.disconnect();
