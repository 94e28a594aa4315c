// The page's icons: strokes on a 24x24 grid, in the colour of the text around them.

const paths = {
  microphone: ["M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3Z", "M5.5 11a6.5 6.5 0 0 0 13 0", "M12 17.5V21"],
  "microphone-off": [
    "M15 10.5V6a3 3 0 0 0-5.8-1.1",
    "M9 9v2a3 3 0 0 0 4.6 2.5",
    "M5.5 11a6.5 6.5 0 0 0 10.3 5.3",
    "M18.5 11a6.4 6.4 0 0 1-.6 2.7",
    "M12 17.5V21",
    "M4 3.5 20 20",
  ],
  camera: ["M4.5 6.5h9a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2Z", "m15.5 11 6-3.5v9l-6-3.5"],
  "camera-off": [
    "M9.5 6.5h4a2 2 0 0 1 2 2v2.5l6-3.5v9l-3-1.75",
    "M15.5 15.5a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2",
    "M4 3.5 20 20",
  ],
  screen: [
    "M4 4.5h16a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 15V6A1.5 1.5 0 0 1 4 4.5Z",
    "M8.5 20h7",
    "M12 13.5v-5.5",
    "m9.5 10 2.5-2.5 2.5 2.5",
  ],
  leave: ["M2.8 14.2c5.2-5.2 13.2-5.2 18.4 0l-2.2 2.9-4-1.7v-2.7c-1.9-.6-4.1-.6-6 0v2.7l-4 1.7-2.2-2.9Z"],
  link: [
    "M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7L12.3 6",
    "M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1.3-1.3",
  ],
  check: ["m5 12.5 4.5 4.5L19 7.5"],
  devices: ["M4 7h9", "M17 7h3", "M15 5v4", "M4 17h3", "M11 17h9", "M9 15v4", "M4 12h13", "M20 12h0"],
  chevron: ["m6 9.5 6 6 6-6"],
  shuffle: ["M20 11.5a8 8 0 1 0-2.3 6.1", "M20 5v6.5h-6.5"],
  close: ["m6 6 12 12", "M18 6 6 18"],
  nodes: ["M4.5 4h15v6h-15z", "M4.5 14h15v6h-15z", "M8 7h.01", "M8 17h.01", "M12 7h4", "M12 17h4"],
  people: [
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z",
    "M2.5 20c.4-3.7 3-6 6.5-6s6.1 2.3 6.5 6",
    "M16 4.3a3.5 3.5 0 0 1 0 6.4",
    "M18 14.6c2 .8 3.2 2.7 3.5 5.4",
  ],
  warning: ["M12 4 2.8 19.5h18.4L12 4Z", "M12 10v4.5", "M12 17h.01"],
  power: ["M12 3v8", "M6.3 7a8 8 0 1 0 11.4 0"],
  clock: ["M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z", "M12 7.5V12l3 2"],
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 22 }: { name: IconName; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {paths[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
