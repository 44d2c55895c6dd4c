/** The shapes the pages work with, as the HTTP contract gives them. */
import type { Localized } from '../lib/localized';

/** An expression tree as definitions store it; evaluated by expressions/. */
export type Tree = unknown;

export interface SetupInfo {
  needs_administrator: boolean;
  demo: boolean;
  accounts: { login: string; name: string; title: string; password: string }[];
}

export interface Session {
  person: { id: string; code: string; name: string; title: string | null; department: string | null };
  workspace: { id: string; title: string; sandbox: boolean; zone: string };
  roles: string[];
  may: string[];
  csrf: string;
  locale: string;
}

export interface ClockInfo {
  now: string;
  sandbox: boolean;
  offset_s: number;
}

export interface AppInfo {
  key: string;
  title: string;
  version: string;
  forms: { key: string; title: string; count: number | null; may_create: boolean }[];
  workflows: { key: string; title: string }[];
}

export interface FieldInfo {
  key: string;
  type: string;
  title: string;
  required: boolean;
  settings: Record<string, unknown>;
  access: 'read' | 'write';
  filters: string[];
  sortable: boolean;
  default?: unknown;
  hint?: Localized | null;
}

export interface RuleInfo {
  key: string;
  when: Tree;
  then: Record<string, unknown>[];
}

export interface CheckInfo {
  key: string;
  at: string;
  assert: Tree;
  message: Localized;
  /** Where the message is shown; null for the form as a whole. */
  field?: string | null;
  warn?: boolean;
}

export interface LayoutSection {
  key: string;
  title: string | null;
  columns: number;
  fields: string[];
}

export interface FormInfo {
  app: string;
  key: string;
  title: string;
  revision: number;
  title_field: string | null;
  fields: FieldInfo[];
  rules: RuleInfo[];
  checks: CheckInfo[];
  layout: LayoutSection[];
  may: { create: boolean; change: boolean; delete: boolean; import: boolean };
  /** Values of the parameters that local rules and checks read. */
  parameters?: Record<string, unknown>;
}

export type Values = Record<string, unknown>;

export interface RecordItem {
  id: string;
  revision: number;
  values: Values;
  labels: Record<string, string | null>;
  created_at: string;
  created_by: string | null;
  updated_at: string;
  updated_by: string | null;
  owner: string | null;
  department: string | null;
  flow_state: string | null;
}

export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

export interface RecordPage extends Page<RecordItem> {
  total: number | null;
  total_exact: boolean;
}

export interface Condition {
  field: string;
  operator: string;
  value?: unknown;
}

export type FilterTree = Condition | { all: FilterTree[] } | { any: FilterTree[] };

export interface HistoryChange {
  field: string | null;
  title: string;
  before: unknown;
  after: unknown;
  before_text: string | null;
  after_text: string | null;
}

export interface HistoryEntry {
  id: string;
  at: string;
  actor: { name: string };
  provenance: string;
  action: string;
  changes: HistoryChange[];
}

export interface FlowLimit {
  key: string;
  title: string;
  due_at: string | null;
  fired_at: string | null;
}

export interface FlowStep {
  node: string;
  title: string;
  type: string;
  state: 'done' | 'now' | 'waiting' | 'skipped' | 'incident';
  entered_at: string | null;
  left_at: string | null;
  who: string | string[] | null;
  facts: unknown;
  outcome: string | null;
  limits: FlowLimit[];
}

export interface ScorePart {
  key: string;
  title: string;
  weight: number | string;
  value: number | string | null;
  score: number | string;
}

export interface Decision {
  rule: string | null;
  candidates: { person: string; score: number | string; parts: ScorePart[]; chosen: boolean }[];
  excluded: { person: string; reason: string }[];
}

export interface FlowInstance {
  id: string;
  workflow: { key: string; title: string };
  revision: number;
  state: string;
  started_at: string;
  ended_at: string | null;
  steps: FlowStep[];
  decision: Decision | null;
  incident: { code: string; detail: string } | null;
}

export interface Fact {
  title: string;
  text: string;
  verdict: 'good' | 'warning' | 'bad' | null;
}

export interface Task {
  id: string;
  kind: 'task' | 'approval';
  title: string;
  subtitle: string | null;
  app: string;
  app_title: string;
  workflow: string;
  node: string;
  node_title: string;
  record: { form: string; id: string; title: string } | null;
  assignee: string | null;
  state: 'delivered' | 'seen' | 'accepted' | 'done';
  created_at: string;
  due_at: string | null;
  group: 'overdue' | 'today' | 'later';
  revision: number;
  facts: Fact[];
}

export interface TaskDetail extends Task {
  form: string | null;
  initial_values?: Values | null;
  first_response: (string | { key: string; title: string })[];
  decline_reasons: { key: string; title: string }[] | null;
  decisions: string[] | null;
  record_detail: { fields: FieldInfo[]; values: Values; labels: Record<string, string | null> } | null;
  flow: FlowInstance | null;
}

export interface TaskPage extends Page<Task> {
  counts: { mine: number; started: number; copied: number };
}

export interface MessageItem {
  id: string;
  key: string;
  title: string;
  text: string;
  at: string;
  read_at: string | null;
  link: { app: string; form: string; record: string } | null;
}

export interface PersonItem {
  id: string;
  code: string;
  name: string;
  department: string | null;
  title: string | null;
}

export interface RoleItem {
  key: string;
  title: string;
  /** Ids of persons. */
  holders: string[];
}

export interface Choice {
  id: string;
  label: string;
}

export interface FileItem {
  id: string;
  name: string;
  size_bytes: number;
  media_type: string;
}

export interface PackageParameter {
  key: string;
  type: string;
  title: string;
  default: unknown;
  value: unknown;
  group: string | null;
  unit: string | null;
  summary?: string | null;
  options?: { key: string; title: string }[];
  minimum?: string | null;
  maximum?: string | null;
}

export interface PackageInfo {
  key: string;
  title: string;
  summary: string;
  category: string;
  version: string;
  installed_version: string | null;
  contents: Record<string, number>;
  requires: { key: string; title: string; range: string; installed: string | null; satisfied: boolean }[];
  parameters: PackageParameter[];
  asks_for: { id: string; kind: string; key: string; title: string; detail: string | null }[];
  scenarios: number;
  sample_data: { form: string; title: string; rows: number }[];
}

export interface Operation {
  id: string;
  kind: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  done: number;
  total: number | null;
  label: string | null;
  result: unknown;
  problem: ProblemDocument | null;
}

export interface ImportInfo {
  id: string;
  state: 'draft' | 'waiting' | 'running' | 'done' | 'failed';
  file_name: string;
  rows: number;
  done: number;
  created: number;
  failed: number;
  columns: { name: string; samples: string[]; field: string | null }[];
  start_workflows: boolean;
  problems_url: string | null;
  problem: ProblemDocument | null;
}

export interface ImportProblem {
  row: number;
  column: string | null;
  value: string | null;
  message: string;
}

/** RFC 9457. `errors` name places by JSON pointer, such as "/values/budget". */
export interface ProblemDocument {
  type?: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  errors?: { pointer?: string | null; code?: string; detail?: string; title?: string }[];
  current?: RecordItem;
  [extra: string]: unknown;
}
