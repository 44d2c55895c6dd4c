/** Areas as paths on a sheet, by the projection that the map view has, and a place for each one's words. */
import { LatLng, Projection } from 'leaflet';
import type { AreaInfo } from '../../api/views';

type Point = readonly [x: number, y: number];

export interface Shape {
  area: AreaInfo;
  path: string;
  /** The middle of its largest part. */
  at: Point;
}

export interface Sheet {
  width: number;
  height: number;
  shapes: Shape[];
}

/** As wide as it may be, and no higher than `most`. */
export function sheetOf(areas: readonly AreaInfo[], width: number, most: number): Sheet {
  const drawn = areas.map((area) => ({ area, rings: ringsOf(area.geometry.coordinates).map((ring) => ring.map(projected)) }));
  const points = drawn.flatMap(({ rings }) => rings.flat());
  if (points.length === 0) return { width, height: 0, shapes: [] };
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [west, east, north, south] = [least(xs), largest(xs), least(ys), largest(ys)];
  // So that no border is cut off.
  const air = 2;
  const scale = Math.min((width - 2 * air) / (east - west || 1), (most - 2 * air) / (south - north || 1));
  const height = Math.round((south - north) * scale + 2 * air);
  const left = (width - (east - west) * scale) / 2;
  const place = ([x, y]: Point): Point => [left + (x - west) * scale, air + (y - north) * scale];
  return {
    width,
    height,
    shapes: drawn.map(({ area, rings }) => {
      const placed = rings.map((ring) => ring.map(place));
      return { area, path: placed.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`).join(''), at: centreOf(placed) };
    }),
  };
}

const least = (some: number[]) => some.reduce((a, b) => Math.min(a, b));
const largest = (some: number[]) => some.reduce((a, b) => Math.max(a, b));

/** Down is more, as on a screen. */
function projected([longitude, latitude]: Point): Point {
  const { x, y } = Projection.SphericalMercator.project(new LatLng(latitude, longitude));
  return [x, -y];
}

/** The rings of a Polygon or a MultiPolygon. */
function ringsOf(coordinates: unknown): Point[][] {
  const nested = coordinates as unknown[][];
  const position = nested[0]?.[0] as unknown[] | undefined;
  if (typeof position?.[0] === 'number') return coordinates as Point[][];
  return nested.flatMap((polygon) => ringsOf(polygon));
}

function centreOf(rings: Point[][]): Point {
  let [size, found]: [number, Point] = [-1, [0, 0]];
  for (const ring of rings) {
    let [twice, x, y] = [0, 0, 0];
    for (const [at, [x1, y1]] of ring.entries()) {
      const [x2, y2] = ring[(at + 1) % ring.length] ?? [x1, y1];
      const cross = x1 * y2 - x2 * y1;
      twice += cross;
      x += (x1 + x2) * cross;
      y += (y1 + y2) * cross;
    }
    if (Math.abs(twice) > size && twice !== 0) [size, found] = [Math.abs(twice), [x / (3 * twice), y / (3 * twice)]];
  }
  return found;
}

export interface Label {
  at: Point;
  width: number;
  height: number;
}

/** How far a label may step aside, in its own widths and heights. */
const asides: readonly Point[] = [[0, 0], [0.3, 0], [-0.3, 0], [0.6, 0], [-0.6, 0], [0, -0.55], [0, 0.55], [0.5, 0.5], [-0.5, 0.5], [0.5, -0.5], [-0.5, -0.5], [0, 1], [0, -1], [0.9, 0], [-0.9, 0]];

/** Where each label stands on the sheet, as near to its place as there is room; null where it would hide one before it in the list. */
export function roomFor(labels: readonly Label[], { width, height }: Pick<Sheet, 'width' | 'height'>): (Point | null)[] {
  const taken: Label[] = [];
  return labels.map((label) => {
    const within = (middle: number, size: number, most: number) => Math.max(size / 2, Math.min(most - size / 2, middle));
    for (const [across, down] of asides) {
      const at = [within(label.at[0] + across * label.width, label.width, width), within(label.at[1] + down * label.height, label.height, height)] as const;
      if (taken.every((one) => Math.abs(one.at[0] - at[0]) * 2 >= one.width + label.width || Math.abs(one.at[1] - at[1]) * 2 >= one.height + label.height)) {
        taken.push({ ...label, at });
        return at;
      }
    }
    return null;
  });
}
