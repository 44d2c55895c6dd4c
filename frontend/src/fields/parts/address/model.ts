/** An address as the field holds it: its parts from the large to the small, and where it is on the map. */
export const parts = ['province', 'city', 'district', 'detail'] as const;

export type Address = Partial<Record<(typeof parts)[number] | 'latitude' | 'longitude' | 'datum', string>> | null;

export const point = (value: Address | undefined) => (value?.latitude === undefined && value?.longitude === undefined ? '' : `${value.latitude ?? ''}, ${value.longitude ?? ''}`);
