export const faultKinds = [
  "node crash",
  "node hangs",
  "node's control hangs",
  "node slow",
  "worker crash",
  "control link cut",
  "control link cut one way",
  "media link cut",
  "node isolated",
  "client offline",
  "client cut from its node",
  "page reloaded",
  "somebody leaves",
  "replica crash",
  "replica isolated",
  "replica cut from clients",
  "replica slow",
  "store away",
  "store silent",
  "store cut from one replica",
  "store slow",
  "store emptied",
  "store rewound",
  "packet loss",
  "repeated messages",
  "drain",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Relative frequency; 1 when not given. */
export const faultWeights: Partial<Record<FaultKind, number>> = {
  "node crash": 3,
  "node hangs": 2,
  "client offline": 2,
  "replica crash": 2,
  drain: 2,
};
