/** Boxes on the globe, in degrees: what lies in sight, the bounds of an area, and the condition that finds what lies in one. */
import type { AreaInfo, CellInfo, Where } from '../../api/views';
import type { FieldInfo, FilterTree } from '../../api/types';

export interface Box {
  south: number;
  west: number;
  north: number;
  east: number;
}

export interface WhereFields {
  place?: FieldInfo;
  latitude?: FieldInfo;
  longitude?: FieldInfo;
}

export const whereOf = ({ place, latitude, longitude }: WhereFields): Where => (place ? { place: place.key } : { latitude: latitude?.key, longitude: longitude?.key });

const exact = (degrees: number, most: number) => Math.max(-most, Math.min(most, Math.round(degrees * 1e6) / 1e6));

/** "29,121,30,122" */
export const boxText = (box: Box) => degreesOf(box).join(',');
const degreesOf = ({ south, west, north, east }: Box) => [exact(south, 90), exact(west, 180), exact(north, 90), exact(east, 180)] as const;

/** What finds the records in the box. */
export function inBox({ place, latitude, longitude }: WhereFields, box: Box): FilterTree | null {
  const [south, west, north, east] = degreesOf(box);
  if (place) return { field: place.key, operator: 'in_box', value: [south, west, north, east] };
  if (!latitude || !longitude) return null;
  const between = (field: FieldInfo, from: number, to: number): FilterTree => ({ field: field.key, operator: 'between', value: [written(field, from, Math.floor), written(field, to, Math.ceil)] });
  const across: FilterTree = west <= east ? between(longitude, west, east) : { any: [between(longitude, west, 180), between(longitude, -180, east)] };
  return { all: [between(latitude, south, north), across] };
}

/** With the decimals the field takes; outwards, so that nothing on the border is lost. */
function written(field: FieldInfo, degrees: number, round: (value: number) => number): string {
  const places = Number(field.settings.places ?? 6);
  return (round(degrees * 10 ** places) / 10 ** places).toFixed(places);
}

export function boundsOf(points: readonly (readonly [longitude: number, latitude: number])[]): Box | null {
  if (points.length === 0) return null;
  const box = { south: 90, west: 180, north: -90, east: -180 };
  for (const [x, y] of points) {
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
  }
  return box;
}

export const cellPoints = (cells: CellInfo[]) => cells.map(({ longitude, latitude }) => [longitude, latitude] as const);

export function areaBox(area: AreaInfo): Box | null {
  return boundsOf(positions(area.geometry.coordinates));
}

function positions(coordinates: unknown): (readonly [number, number])[] {
  if (!Array.isArray(coordinates)) return [];
  const [x, y] = coordinates as unknown[];
  return typeof x === 'number' && typeof y === 'number' ? [[x, y]] : coordinates.flatMap(positions);
}

/** Which of five steps of heat a figure is in, from 1; by the square root, so that one full cell does not pale all others. */
export function heatStep(value: number, largest: number): number {
  return largest <= 0 ? 1 : Math.max(1, Math.min(5, Math.ceil(Math.sqrt(Math.max(0, value) / largest) * 5)));
}
