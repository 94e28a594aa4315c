// Where the tiles of a call go: pure geometry, in CSS pixels.

export interface Size {
  width: number;
  height: number;
}
export interface Box extends Size {
  left: number;
  top: number;
}

const widest = 16 / 9;
const gapPx = 10;

/** Tiles may be cropped towards square where that fills the space better: more so on an upright screen. */
function narrowestFor(count: number, area: Size): number {
  if (area.width >= area.height) return 4 / 3;
  return count === 1 ? 9 / 16 : 3 / 4;
}

function tileSize(cell: Size, narrowest: number): Size {
  const width = Math.min(cell.width, cell.height * widest);
  return { width, height: Math.min(cell.height, width / narrowest) };
}

/** Equal tiles for `count` participants: the number of columns that shows most of them, the last row centred. */
export function gridBoxes(count: number, area: Size, gap = gapPx): Box[] {
  if (count < 1 || area.width <= 0 || area.height <= 0) return [];
  const narrowest = narrowestFor(count, area);
  let best = { columns: 1, rows: count, tile: { width: 0, height: 0 } };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const cell = {
      width: Math.max(0, (area.width - gap * (columns - 1)) / columns),
      height: Math.max(0, (area.height - gap * (rows - 1)) / rows),
    };
    const tile = tileSize(cell, narrowest);
    if (tile.width * tile.height > best.tile.width * best.tile.height * 1.001) best = { columns, rows, tile };
  }
  return placeRows(count, area, gap, best);
}

interface Arrangement {
  columns: number;
  rows: number;
  tile: Size;
}

function placeRows(count: number, area: Size, gap: number, { columns, rows, tile }: Arrangement): Box[] {
  const usedHeight = rows * tile.height + (rows - 1) * gap;
  const boxes: Box[] = [];
  for (let index = 0; index < count; index++) {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const usedWidth = inRow * tile.width + (inRow - 1) * gap;
    boxes.push({
      left: Math.round((area.width - usedWidth) / 2 + (index % columns) * (tile.width + gap)),
      top: Math.round((area.height - usedHeight) / 2 + row * (tile.height + gap)),
      width: Math.floor(tile.width),
      height: Math.floor(tile.height),
    });
  }
  return boxes;
}

/** Shared screens get the large part of the stage, people a strip beside (or, on an upright screen, below). */
export function stageBoxes(
  screens: number,
  people: number,
  area: Size,
  gap = gapPx,
): { screens: Box[]; people: Box[] } {
  if (screens === 0) return { screens: [], people: gridBoxes(people, area, gap) };
  const beside = area.width >= area.height;
  const share = people > 6 ? 0.66 : 0.78;
  const large = beside
    ? { width: Math.round(area.width * share), height: area.height }
    : { width: area.width, height: Math.round(area.height * 0.55) };
  const strip = beside
    ? { width: area.width - large.width - gap, height: area.height }
    : { width: area.width, height: area.height - large.height - gap };
  const shift = beside ? { left: large.width + gap, top: 0 } : { left: 0, top: large.height + gap };
  return {
    screens: gridBoxes(screens, large, gap).map((box) => fill(box, screens === 1 ? large : undefined)),
    people: gridBoxes(people, strip, gap).map((box) => ({
      ...box,
      left: box.left + shift.left,
      top: box.top + shift.top,
    })),
  };
}

/** A single shared screen takes all of its part: it is never cropped, so its shape does not matter. */
function fill(box: Box, area: Size | undefined): Box {
  return area === undefined ? box : { left: 0, top: 0, ...area };
}
