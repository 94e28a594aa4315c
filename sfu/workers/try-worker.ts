import * as mediasoup from "mediasoup";

export interface WorkerTrial {
  binary: string;
  version: string;
  /** Why it does not run, in a sentence. */
  problem: string | undefined;
}

const startLimitMs = 10_000;

/** Starts a media worker, which opens no port, has it make a router, and ends it. Never rejects. */
export async function tryWorker(): Promise<WorkerTrial> {
  const found = { binary: mediasoup.workerBin, version: mediasoup.version };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`it does not start within ${startLimitMs / 1_000} s`)), startLimitMs);
  });
  try {
    await Promise.race([startAndEnd(), late]);
    return { ...found, problem: undefined };
  } catch (error) {
    return { ...found, problem: `the media worker ${found.binary} does not run: ${(error as Error).message}` };
  } finally {
    clearTimeout(timer);
  }
}

async function startAndEnd(): Promise<void> {
  const worker = await mediasoup.createWorker({ logLevel: "none" });
  try {
    await worker.createRouter();
  } finally {
    worker.close();
  }
}
