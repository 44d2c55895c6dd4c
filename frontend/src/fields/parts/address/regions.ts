/** Provinces, cities and districts to choose from, and what a name that only one place bears says of those above it. */
import { areaList } from '@vant/area-data';
import type { Address } from './model';

interface Region {
  code: string;
  name: string;
}

export type Level = 'province' | 'city' | 'district';

/** Levels that stand in the list only to hold what belongs to the province itself. */
const nobody = /^县$|直辖/;

const sorted = (list: Record<string, string>): Region[] => Object.entries(list).map(([code, name]) => ({ code, name }));
const provinces = sorted(areaList.province_list);
const cities = sorted(areaList.city_list);
const districts = sorted(areaList.county_list);

/** "浙江" is 浙江省; a name in full goes before those that begin with it. */
function named(list: Region[], text: string | undefined): Region[] {
  if (!text) return [];
  const exact = list.filter(({ name }) => name === text);
  return exact.length > 0 ? exact : list.filter(({ name }) => text.length > 1 && name.startsWith(text));
}

const within = (above: Region[], digits: number) => (one: Region) => above.length === 0 || above.some(({ code }) => one.code.slice(0, digits) === code.slice(0, digits));

function inSight(level: Level, value: Address): Region[] {
  if (level === 'province') return provinces;
  const inProvince = within(named(provinces, value?.province), 2);
  if (level === 'city') return cities.filter(inProvince);
  const inCity = within(named(cities.filter(inProvince), value?.city), 4);
  return districts.filter((one) => inProvince(one) && inCity(one));
}

/** The names of a level that fit the levels above it, those that begin with what is searched first. */
export function namesOf(level: Level, value: Address, search: string): string[] {
  const typed = search.trim();
  const names = [...new Set(inSight(level, value).flatMap(({ name }) => (nobody.test(name) || !name.includes(typed) ? [] : [name])))];
  return typed ? names.toSorted((one, other) => Number(other.startsWith(typed)) - Number(one.startsWith(typed))) : names;
}

/** The address with a name chosen, and with what that says of empty levels above. */
export function placed(value: Address, level: Level, name: string): NonNullable<Address> {
  const next = { ...value, [level]: name };
  const [only, ...others] = level === 'province' ? [] : inSight(level, value).filter((one) => one.name === name);
  if (!only || others.length > 0) return next;
  const city = cities.find(({ code }) => code.slice(0, 4) === only.code.slice(0, 4));
  const province = provinces.find(({ code }) => code.slice(0, 2) === only.code.slice(0, 2));
  if (level === 'district' && city && !nobody.test(city.name)) next.city ||= city.name;
  if (province) next.province ||= province.name;
  return next;
}
