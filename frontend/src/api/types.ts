/** The shapes the pages work with. Those of the HTTP contract come from the server's own document, by `npm run api`. */
import type { components } from './schema';

export type Schemas = components['schemas'];

/** An expression tree as definitions store it; evaluated by expressions/. */
export type Tree = unknown;
export type Values = Record<string, unknown>;

export interface Condition {
  field: string;
  operator: string;
  value?: unknown;
}

export type FilterTree = Condition | { all: FilterTree[] } | { any: FilterTree[] };

export type SetupInfo = Schemas['Setup'];
export type Session = Schemas['Session'];
export type AppInfo = Schemas['App'];

export type FieldInfo = Schemas['FormField'];
export type RuleInfo = Schemas['Rule'];
export type CheckInfo = Schemas['Check'];
export type LayoutItem = Schemas['LayoutItem'];
export type FormInfo = Schemas['Form'];

export type RecordItem = Schemas['Record'];
export type RecordPage = Schemas['RecordPage'];
export type HistoryChange = Schemas['HistoryChange'];
export type HistoryEntry = Schemas['HistoryEntry'];
export type Choice = Schemas['Choice'];
export type DuplicateGroup = Schemas['DuplicateGroup'];
export type UnknownName = Schemas['UnknownName'];
export type NameDecision = Schemas['DecideNameBody'];
export type FileItem = Schemas['File'];

export type FlowLimit = Schemas['FlowLimit'];
export type FlowStep = Schemas['FlowStep'];
export type ScorePart = Schemas['ScorePart'];
export type Decision = Schemas['Decision'];
export type ListedDecision = Schemas['ListedDecision'];
export type FlowInstance = Schemas['FlowInstance'];
export type Incident = Schemas['Incident'];

export type Fact = Schemas['Fact'];
export type Task = Schemas['Task'];
export type TaskDetail = Schemas['TaskDetail'];
export type TaskPage = Schemas['Tasks'];
export type MessageItem = Schemas['Message'];
export type MessageReceipt = NonNullable<MessageItem['confirmation']>;
export type MessageWishes = Schemas['MessageWishes'];
export type SendingItem = Schemas['Sending'];
export type SendingShown = Schemas['SendingWithPersons'];
export type SendingPerson = SendingShown['persons'][number];
export type Announcement = Schemas['AnnouncementBody'];
export type QuizDraft = Schemas['QuizBody'];
export type Wishes = Schemas['Wishes'];
export type ChannelItem = Schemas['Channel'];
export type Delivery = Schemas['Delivery'];

export type RoleItem = Schemas['Role'];

export type PackageParameter = Schemas['Parameter'];
export type PackageInfo = Schemas['Package'];
export type Operation = Schemas['Operation'];
export type StartOffer = Schemas['StartOffer'];
export type Started = Schemas['Started'];
export type ImportInfo = Schemas['Import'];
export type ImportProblem = Schemas['ImportProblem'];
export type ImportColumn = ImportInfo['columns'][number];
export type ImportSummary = Schemas['ImportSummary'];
export type ImportWish = Schemas['ImportBody'];
export type ImportPreview = Schemas['ImportPreview'];
export type PreviewColumn = ImportPreview['columns'][number];
export type Cleaning = PreviewColumn['kinds'][number];

/** RFC 9457. `errors` name places by JSON pointer, such as "/values/budget". */
export type ProblemDocument = Schemas['Problem'];
export type Origin = Schemas['Origin'];

export type MetricInfo = Schemas['Metric'];
export type MetricFigure = Schemas['Figure'];
export type MetricPeriod = Schemas['Period'];
export type ObligationInfo = Schemas['Obligation'];
export type PoolInfo = Schemas['Pool'];
export type PoolRecord = Schemas['PoolRecord'];
export type PoolStanding = Schemas['PoolStanding'];
export type PoolReason = Schemas['PoolReason'];
export type PoolHolding = Schemas['PoolHolding'];
export type Duty = Schemas['Duty'];
export type AlarmInfo = Schemas['Alarm'];
export type MetricLineage = Schemas['Lineage'];
export type LineageNode = Schemas['LineageNode'];
export type LineageEdge = Schemas['LineageEdge'];
export type LineageGraph = Schemas['LineageGraph'];
export type Comparable = Schemas['Comparable'];
export type Difference = Schemas['Difference'];
