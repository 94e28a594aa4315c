/** A kelp's holdfast: fronds above, the grip on the rock below. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg class="brand-mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" class="brand-mark-ground" />
      <g fill="none" class="brand-mark-lines" stroke-width="2.6" stroke-linecap="round">
        <path d="M16 21C16 16 12.5 15 13 10.5C13.3 8.2 14.6 7 14.6 5" />
        <path d="M16 21C16 16.5 21 15.8 20.6 11.5C20.4 9.5 19 8.8 19.2 7" />
        <path d="M7.5 26.5C9 22.5 12 21.5 16 21C20 21.5 23 22.5 24.5 26.5" />
        <path d="M13 26.5C13.2 24 14.5 22.3 16 21C17.5 22.3 18.8 24 19 26.5" />
      </g>
    </svg>
  );
}
