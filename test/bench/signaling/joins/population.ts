import type { Joined, JoinLab } from "./join-lab.ts";

const standing = 2;

export interface Turn {
  joinMs: number;
  /** The one who made place has left. */
  left: Promise<void>;
}

/** People in rooms of two; whoever comes makes three of them for a moment, and then the first one goes. */
export class Population {
  readonly #lab: JoinLab;
  readonly #rooms: Joined[][];
  #turns = 0;

  private constructor(lab: JoinLab, rooms: Joined[][]) {
    this.#lab = lab;
    this.#rooms = rooms;
  }

  static async fill(lab: JoinLab, rooms: number): Promise<Population> {
    const filled: Joined[][] = [];
    for (let room = 0; room < rooms; room++) {
      const people: Joined[] = [];
      for (let person = 0; person < standing; person++) people.push(await lab.join(room));
      filled.push(people);
    }
    return new Population(lab, filled);
  }

  /** One more joins, in each room in its turn. The time counts from `fromMs` on. */
  async turn(fromMs = performance.now()): Promise<Turn> {
    const room = this.#turns++ % this.#rooms.length;
    const joined = await this.#lab.join(room);
    const joinMs = performance.now() - fromMs;
    const people = this.#rooms[room]!;
    people.push(joined);
    return { joinMs, left: people.shift()!.leave() };
  }
}
