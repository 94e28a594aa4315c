// A cluster, a browser and participants for a test file, with what is needed to understand a failure.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { launchFirefox } from "./firefox.ts";
import { allSeeAndHearAll } from "./media-waits.ts";
import { ownAddress } from "./own-address.ts";
import { launchBrowser, type PeopleBrowser } from "./browser.ts";
import { startCluster, type Cluster, type ClusterOptions } from "./cluster.ts";
import type { PeoplesMachine } from "./network.ts";
import { Participant, type ParticipantOptions } from "./participant.ts";
import { repoRoot } from "./server-process.ts";

const artifactsFolder = join(repoRoot, "test/artifacts");

let roomsMade = 0;

export interface CallLabOptions extends ClusterOptions {
  /** Firefox instead of Chromium; both in turn is two labs. */
  firefox?: boolean;
  /** Where participants with `away` are. */
  elsewhere?: PeoplesMachine;
}

export interface LabParticipantOptions extends ParticipantOptions {
  away?: boolean;
}

export class CallLab {
  readonly cluster: Cluster;
  readonly browser: PeopleBrowser;
  /** The browser on the other host, where there is one. */
  readonly #awayBrowser: PeopleBrowser | undefined;
  readonly #participants = new Set<Participant>();

  private constructor(cluster: Cluster, browser: PeopleBrowser, awayBrowser?: PeopleBrowser) {
    this.cluster = cluster;
    this.browser = browser;
    this.#awayBrowser = awayBrowser;
  }

  static async start({ elsewhere, firefox = false, ...options }: CallLabOptions = {}): Promise<CallLab> {
    if (firefox) {
      // It gathers no candidates on 127.0.0.1: the nodes announce what others would reach this machine at.
      const nodes = Array.from({ length: options.nodes ?? 2 }, ownAddress);
      const hosts = { signaling: "127.0.0.1", nodes };
      const [cluster, browser] = await Promise.all([startCluster({ hosts, ...options }), launchFirefox()]);
      return new CallLab(cluster, browser);
    }
    if (!elsewhere) {
      const [cluster, browser] = await Promise.all([startCluster(options), launchBrowser()]);
      return new CallLab(cluster, browser);
    }
    const { hosts, machine } = elsewhere;
    const cluster = await startCluster({ ...options, hosts });
    const trustedOrigins = cluster.replicas.map(({ url }) => url);
    const [browser, awayBrowser] = await Promise.all([
      launchBrowser({ trustedOrigins }),
      launchBrowser({ trustedOrigins, machine }),
    ]);
    return new CallLab(cluster, browser, awayBrowser);
  }

  /** A room name that no other test uses. */
  newRoom(): string {
    return `room-${++roomsMade}`;
  }

  async open({ away = false, ...options }: LabParticipantOptions): Promise<Participant> {
    const browser = away ? this.#awayBrowser! : this.browser;
    const participant = await Participant.open(this.cluster, browser, options);
    this.#participants.add(participant);
    return participant;
  }

  async join(options: LabParticipantOptions): Promise<Participant> {
    const participant = await this.open(options);
    await participant.connect();
    await participant.publish();
    return participant;
  }

  /** So many participants in one room, one after another, each with camera and microphone, all seeing and hearing all. */
  async call(identities: readonly string[], options: Partial<LabParticipantOptions> = {}): Promise<Participant[]> {
    const room = options.room ?? this.newRoom();
    const participants = await Promise.all(
      identities.map((identity, index) =>
        this.join({ identity, room, voice: (options.voice ?? 0) + index, ...withoutVoice(options) }),
      ),
    );
    await allSeeAndHearAll(participants);
    return participants;
  }

  /** A call like `call`, in a room that is on another node than this one. */
  async callOnAnotherNode(identities: readonly string[], nodeId: string): Promise<Participant[]> {
    return this.#callElsewhere(identities, async (first) => (await first.nodeId()) !== nodeId);
  }

  /** A call like `call`, in a room that is on another media worker of the only node. */
  async callOnAnotherWorker(identities: readonly string[], slot: number): Promise<Participant[]> {
    return this.#callElsewhere(identities, async (first) => (await this.workerSlot(first)) !== slot);
  }

  /** The media worker that the participant's path is at. */
  async workerSlot(participant: Participant): Promise<number> {
    return (await participant.mediaPort()) - this.cluster.node(await participant.nodeId()).rtcPort;
  }

  async #callElsewhere(
    identities: readonly string[],
    isElsewhere: (first: Participant) => Promise<boolean>,
  ): Promise<Participant[]> {
    const room = this.newRoom();
    const participants = await Promise.all(
      identities.map((identity, index) => this.open({ identity, room, voice: 5 + index })),
    );
    // New rooms go where there is least to do: at the first or second attempt to where the first call is not.
    for (let attempt = 1; attempt <= 8; attempt++) {
      const target = this.newRoom();
      await Promise.all(participants.map((participant) => participant.moveTo(target)));
      await allSeeAndHearAll(participants);
      if (await isElsewhere(participants[0]!)) return participants;
    }
    throw new Error(`in eight attempts no room was placed elsewhere\n${this.cluster.logTail()}`);
  }

  /** The test itself has closed this participant's page. */
  forget(participant: Participant): void {
    this.#participants.delete(participant);
  }

  /** Starts what is dead, and takes back every drain. */
  async makeWhole(): Promise<void> {
    for (const node of this.cluster.nodes) if (!node.running) await this.cluster.restartNode(node.id);
    for (const { id } of this.cluster.nodes) await this.cluster.api(`/v1/nodes/${id}/uncordon`, { method: "POST" });
  }

  /** For afterEach: keeps what is needed to understand a failure, then ends the calls. */
  async endTest({ task }: Pick<TestContext, "task">): Promise<void> {
    if (task.result?.state === "fail") await this.saveArtifacts(task.name);
    await this.endCalls();
  }

  /** Ends the calls of a test and keeps cluster and browser for the next one. */
  async endCalls(): Promise<void> {
    const participants = [...this.#participants];
    this.#participants.clear();
    await Promise.all(participants.map((participant) => participant.end()));
  }

  /** Screenshots of all pages, what they were told, and all logs. */
  async saveArtifacts(testName: string): Promise<string> {
    const folder = join(artifactsFolder, testName.replace(/[^\w-]+/g, "-").slice(0, 100));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "servers.log"), this.cluster.fullLogs());
    for (const participant of this.#participants) {
      const file = (suffix: string) => join(folder, `${participant.identity}.${suffix}`);
      await writeFile(file("console.log"), participant.consoleLines.join("\n"));
      const timeline = await participant.timeline().catch(() => []);
      await writeFile(
        file("timeline.log"),
        timeline.map(({ atMs, what, detail }) => `${new Date(atMs).toISOString()} ${what} ${detail ?? ""}`).join("\n"),
      );
      await participant.page.screenshot(file("png")).catch(() => undefined);
    }
    return folder;
  }

  async close(): Promise<void> {
    await this.endCalls();
    await Promise.all([this.browser.close(), this.#awayBrowser?.close(), this.cluster.close()]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

function withoutVoice({ voice: _voice, ...rest }: Partial<LabParticipantOptions>): Partial<LabParticipantOptions> {
  return rest;
}
