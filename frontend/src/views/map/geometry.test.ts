/** Boxes: read and written, as conditions, and what they enclose. */
import { expect, test } from 'vitest';
import type { FieldInfo } from '../../api/types';
import { areaBox, boundsOf, boxText, heatStep, inBox } from './geometry';

const field = (key: string, settings: object = {}) => ({ key, settings }) as unknown as FieldInfo;
const box = { south: 29.1234567, west: 121, north: 30, east: 122 };

test('a box is written to the millionth, within the globe', () => {
  expect(boxText(box)).toBe('29.123457,121,30,122');
  expect(boxText({ south: -95, west: -200, north: 95, east: 200 })).toBe('-90,-180,90,180');
});

test('an address is asked for its box, degrees with the decimals they have', () => {
  expect(inBox({ place: field('spot') }, box)).toEqual({ field: 'spot', operator: 'in_box', value: [29.123457, 121, 30, 122] });
  expect(inBox({ latitude: field('y', { places: 2 }), longitude: field('x') }, { ...box, west: 170, east: -170 })).toEqual({
    all: [
      { field: 'y', operator: 'between', value: ['29.12', '30.00'] },
      { any: [{ field: 'x', operator: 'between', value: ['170.000000', '180.000000'] }, { field: 'x', operator: 'between', value: ['-180.000000', '-170.000000'] }] },
    ],
  });
});

test('bounds enclose what lies in them', () => {
  expect(boundsOf([])).toBeNull();
  expect(areaBox({ key: 'a', title: 'A', names: ['A'], geometry: { type: 'MultiPolygon', coordinates: [[[[1, 2], [3, 4]]], [[[0, 9], [3, 4]]]] } })).toEqual({ south: 2, west: 0, north: 9, east: 3 });
});

test('heat has five steps', () => {
  expect([0, 1, 30, 100, 100].map((value) => heatStep(value, 100))).toEqual([1, 1, 3, 5, 5]);
  expect(heatStep(0, 0)).toBe(1);
});
