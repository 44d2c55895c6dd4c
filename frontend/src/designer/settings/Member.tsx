/** One member of an object: the first sort of input that fits its schema. */
import { useId, type ComponentType, type ReactNode } from 'react';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Kept } from '../readOnly';
import { useAround } from './panel';
import { isWords, titleOf, typesOf, type Schema } from './schema';
import { ActsMember } from './members/Acts';
import { ByFieldMember } from './members/ByField';
import { Choice, DimensionChoice, DimensionList, DocumentChoice, FieldChoice, SplitChoice, TypeChoice } from './members/Choice';
import { DeedMember } from './members/Deed';
import { DeedsMember } from './members/Deeds';
import { DurationMember } from './members/Duration';
import { ExpressionMember } from './members/Expression';
import { ExpressionListMember } from './members/ExpressionList';
import { FieldList } from './members/FieldList';
import { Figure } from './members/Figure';
import { FilterMember } from './members/Filter';
import { Flag } from './members/Flag';
import { Group } from './members/Group';
import { MomentMember } from './members/Moment';
import { NamedMember, SeveralNamedMember } from './members/Named';
import { PartList } from './members/PartList';
import { PersonsMember } from './members/Persons';
import { ValueOfMember } from './members/PlainValue';
import { RawMember } from './members/Raw';
import { SeveralMember } from './members/Several';
import { ShapesMember } from './members/Shapes';
import { SpreadMember } from './members/Spread';
import { TextMember, TextsMember } from './members/Text';
import { ValuesMember } from './members/Values';
import { WordsMember } from './members/Words';

export interface MemberProps {
  id: string;
  schema: Schema;
  value: unknown;
  onChange: (value: unknown) => void;
  pointer: string;
  title: string;
  required: boolean;
}

interface Sort {
  fits: (schema: Schema) => boolean;
  Input: ComponentType<MemberProps>;
  /** Several controls, which a label cannot point at. */
  group?: boolean;
  /** It draws its own title. */
  bare?: boolean;
  /** What it holds is opened, and keeps itself from being changed. */
  opens?: boolean;
}

const isParts = (schema: Schema) => schema.type === 'array' && (schema.items?.properties !== undefined || schema.items?.oneOf?.[0]?.properties !== undefined || schema.items?.['x-column'] === true || schema.items?.['x-option'] === true);

/** What rules do: each one of several objects of a single member, such as {"show": …}. */
const isActs = (schema: Schema) => schema.type === 'array' && (schema.items?.oneOf ?? []).some((one) => one.properties?.show !== undefined);

/** Something for each of some fields; plain values, not formulas. */
const isByField = (schema: Schema) => typesOf(schema).includes('object') && schema.properties === undefined && (schema.propertyNames?.['x-field'] !== undefined || schema['x-keys'] !== undefined);

/** What a picked record fills in stands in fields of it. */
const fills = { propertyNames: { 'x-field': true }, additionalProperties: { type: 'string', 'x-field': 'row' } };

/** Said in one of several shapes: a word of its own, a value, an object. */
const isShapes = (schema: Schema) => schema.properties === undefined && schema.oneOf !== undefined && schema.oneOf.every((one) => one.const !== undefined || one.properties !== undefined || ['string', 'integer', 'number', 'boolean', 'array'].some((type) => typesOf(one).includes(type)));

const sorts: Sort[] = [
  { fits: (schema) => schema['x-spread'] === true, Input: SpreadMember, group: true },
  { fits: (schema) => schema['x-expression'] === true, Input: ExpressionMember, group: true },
  { fits: (schema) => schema['x-expressions'] === true && schema.type === 'object', Input: ValuesMember, group: true, opens: true },
  { fits: (schema) => schema['x-value_of'] !== undefined, Input: ValueOfMember, group: true },
  { fits: (schema) => schema['x-names'] !== undefined && schema['x-several'] === true, Input: SeveralNamedMember, group: true },
  { fits: (schema) => schema['x-names'] !== undefined, Input: NamedMember },
  { fits: (schema) => schema['x-deed'] === true, Input: DeedMember, group: true },
  { fits: isByField, Input: ByFieldMember, group: true, opens: true },
  { fits: (schema) => schema['x-moment'] === true, Input: MomentMember, group: true },
  { fits: (schema) => schema.type === 'array' && schema.items?.['x-expression'] === true, Input: ExpressionListMember, group: true, opens: true },
  { fits: (schema) => schema.type === 'array' && schema.items?.['x-deed'] === true, Input: DeedsMember, group: true, opens: true },
  { fits: isActs, Input: ActsMember, group: true, opens: true },
  { fits: (schema) => schema['x-filter'] === true, Input: FilterMember, group: true },
  { fits: (schema) => schema['x-duration'] === true, Input: DurationMember, group: true },
  { fits: (schema) => Boolean(schema['x-persons']), Input: PersonsMember, group: true },
  { fits: (schema) => schema['x-field_type'] === true, Input: TypeChoice },
  { fits: (schema) => schema['x-dimension'] === true, Input: DimensionChoice },
  { fits: (schema) => schema.type === 'array' && schema.maxItems === 1 && schema.items?.['x-dimension'] === true, Input: DimensionList },
  { fits: (schema) => schema['x-split'] === true && typesOf(schema).includes('string'), Input: SplitChoice },
  { fits: (schema) => schema['x-field'] !== undefined && schema.type !== 'array', Input: FieldChoice },
  { fits: (schema) => (schema['x-kind'] ?? schema['x-kind_by']) !== undefined && typesOf(schema).includes('string'), Input: DocumentChoice },
  { fits: (schema) => schema.enum !== undefined, Input: Choice },
  { fits: isWords, Input: WordsMember, group: true },
  { fits: isShapes, Input: ShapesMember, group: true },
  { fits: (schema) => schema.type === 'boolean', Input: Flag, bare: true },
  { fits: (schema) => typesOf(schema).some((type) => type === 'integer' || type === 'number'), Input: Figure },
  { fits: (schema) => typesOf(schema).includes('string') && !schema.oneOf, Input: TextMember },
  { fits: isParts, Input: PartList, group: true, opens: true },
  { fits: (schema) => schema.type === 'array' && schema.items?.enum !== undefined, Input: SeveralMember, group: true },
  { fits: (schema) => schema.type === 'array' && (schema.items?.['x-field'] !== undefined || schema.items?.['x-kind'] !== undefined), Input: FieldList, group: true },
  { fits: (schema) => schema.type === 'array' && schema.items?.type === 'string', Input: TextsMember },
  { fits: (schema) => typesOf(schema).includes('object') && schema.properties !== undefined, Input: Group, bare: true, opens: true },
];

const raw: Sort = { fits: () => true, Input: RawMember };

interface Props {
  name: string;
  schema: Schema;
  value: unknown;
  onChange: (value: unknown) => void;
  pointer: string;
  required: boolean;
}

/** What is one of two shapes is drawn as the one it has: a list, or what stands for it. Nothing yet becomes a list. */
const shapeOf = (schema: Schema, value: unknown): Schema =>
  schema['x-fills'] ? { ...schema, ...fills } : (schema.if?.type === 'array' && schema.then && schema.else ? { ...schema, ...(value === undefined || Array.isArray(value) ? { type: 'array', ...schema.then } : schema.else) } : schema);

export function Member({ name, schema: said, value, onChange, pointer, required }: Props) {
  const schema = shapeOf(said, value);
  const id = useId();
  const around = useAround();
  const title = titleOf(name, schema);
  const { Input, group, bare, opens } = sorts.find((one) => one.fits(schema)) ?? raw;
  const input = <Input id={id} schema={schema} value={value} onChange={onChange} pointer={pointer} title={title} required={required} />;
  const kept: ReactNode = opens ? input : <Kept>{input}</Kept>;
  if (bare) return kept;
  return (
    <FieldFrame id={id} label={title} required={required} group={group} error={around.wrong(pointer) ?? null}>
      {kept}
    </FieldFrame>
  );
}
