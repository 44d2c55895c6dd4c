/** Places on the earth, WGS-84 in degrees: how far apart, and whether inside an area. */
import { fault } from '../faults';
import { numbersOf } from '../lists';
import type { Action } from '../nodes';
import { decimal, type Decimal, type Value } from '../values';

const EARTH_RADIUS_M = 6_371_008.8;
const MOST_CORNERS = 1_000;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

function distance(degrees: Decimal[]): Value {
  const [lat1 = 0, lng1 = 0, lat2 = 0, lng2 = 0] = degrees.map((number) => number.toNumber());
  if (Math.max(Math.abs(lat1), Math.abs(lat2)) > 90 || Math.max(Math.abs(lng1), Math.abs(lng2)) > 180) return fault('out_of_range');
  const [north, otherNorth, east] = [radians(lat1), radians(lat2), radians(lng2) - radians(lng1)];
  const half = Math.sin((otherNorth - north) / 2) ** 2 + Math.cos(north) * Math.cos(otherNorth) * Math.sin(east / 2) ** 2;
  return decimal(Math.floor(2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half))) + 0.5));
}

function inPolygon(y: Decimal, x: Decimal, corners: Value[]): boolean {
  const points = corners.map((corner) => (Array.isArray(corner) ? numbersOf(corner) : null));
  if (points.length < 3 || points.length > MOST_CORNERS || points.some((point) => point?.length !== 2)) {
    fault('type_mismatch');
    return false;
  }
  const within = (value: Decimal, a: Decimal, b: Decimal) => (a.lt(b) ? a.lte(value) && value.lte(b) : b.lte(value) && value.lte(a));
  let inside = false;
  for (let i = 0; i < points.length; i += 1) {
    const [y1, x1] = points[i] as [Decimal, Decimal];
    const [y2, x2] = points[(i + 1) % points.length] as [Decimal, Decimal];
    const side = x2.minus(x1).times(y.minus(y1)).minus(x.minus(x1).times(y2.minus(y1)));
    if (side.eq(0) && within(y, y1, y2) && within(x, x1, x2)) return true;
    if (y1.gt(y) !== y2.gt(y) && side.gt(0) === y2.lt(y1)) inside = !inside;
  }
  return inside;
}

const places: Record<string, Action> = {
  distance: { run: (...degrees) => distance(degrees as Decimal[]) },
  in_polygon: { run: (latitude, longitude, corners) => inPolygon(latitude as Decimal, longitude as Decimal, corners as Value[]) },
};

export default places;
