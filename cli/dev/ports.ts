/** Where everything of one `holdfast dev` listens. Several may run at once on other ports. */
export interface DevPorts {
  http: number;
  /** Of the first node; the second has the next one. */
  control: number;
  /** Of the first node's first media worker; the second node's begin `rtcStep` later. */
  rtc: number;
}

export const defaultDevPorts: DevPorts = { http: 7400, control: 7411, rtc: 7511 };

const rtcStep = 10;
export const maxDevWorkers = rtcStep;

export interface DevNodePlan {
  id: string;
  controlPort: number;
  rtcPort: number;
}

export function planNodes({ control, rtc }: DevPorts): DevNodePlan[] {
  return ["node-a", "node-b"].map((id, index) => ({
    id,
    controlPort: control + index,
    rtcPort: rtc + index * rtcStep,
  }));
}
