/** The HTTP contract by hand, in the shape openapi-typescript gives, until the server's own document is generated over it. */
import type {
  AppInfo, Choice, ClockInfo, FileItem, FlowInstance, FormInfo, HistoryEntry, ImportInfo, ImportProblem, MessageItem, Operation,
  PackageInfo, Page, PersonItem, RecordItem, RecordPage, RoleItem, Session, SetupInfo, TaskDetail, TaskPage, Values,
} from './types';
import type { ChartInfo, ViewInfo } from './views';

type Json<Body> = { headers: { [name: string]: unknown }; content: { 'application/json': Body } };
interface Call<Answer, Body = never, Query = never, Path = never, Header = never> {
  parameters: {
    query?: [Query] extends [never] ? never : Query;
    header?: [Header] extends [never] ? never : Header;
    path: [Path] extends [never] ? never : Path;
    cookie?: never;
  };
  requestBody?: [Body] extends [never] ? never : { content: { 'application/json': Body } };
  responses: { 200: Json<Answer> };
}
interface PlainCall<Answer, Body = never, Query = never> {
  parameters: { query?: [Query] extends [never] ? never : Query; header?: never; path?: never; cookie?: never };
  requestBody?: [Body] extends [never] ? never : { content: { 'application/json': Body } };
  responses: { 200: Json<Answer> };
}
interface Upload<Answer, Path = never> {
  parameters: { query?: never; header?: never; path: [Path] extends [never] ? never : Path; cookie?: never };
  requestBody: { content: { 'multipart/form-data': { file: Blob } } };
  responses: { 200: Json<Answer> };
}

type InForm = { app: string; form: string };
type OfRecord = InForm & { id: string };
type ById = { id: string };
type IfMatch = { 'If-Match': string };
type Once = { 'Idempotency-Key'?: string };
type RecordQuery = { filter?: string; sort?: string; limit?: number; cursor?: string; search?: string; count?: number; fields?: string };

export interface paths {
  '/api/v1/setup': { get: PlainCall<SetupInfo>; post: PlainCall<Session, { login: string; name: string; password: string; workspace_title: string }> };
  '/api/v1/session': { get: PlainCall<Session>; post: PlainCall<Session, { login: string; password: string }>; delete: PlainCall<void> };
  '/api/v1/clock': { get: PlainCall<ClockInfo>; post: PlainCall<ClockInfo, { advance: string }> };
  '/api/v1/apps': { get: PlainCall<{ items: AppInfo[] }> };
  '/api/v1/apps/{app}/forms/{form}': { get: Call<FormInfo, never, never, InForm> };
  '/api/v1/apps/{app}/forms/{form}/records': {
    get: Call<RecordPage, never, RecordQuery, InForm>;
    post: Call<RecordItem, { values: Values }, never, InForm, Once>;
  };
  '/api/v1/apps/{app}/forms/{form}/records/{id}': {
    get: Call<RecordItem, never, never, OfRecord>;
    patch: Call<RecordItem, { values: Values }, never, OfRecord, IfMatch>;
    delete: Call<void, never, never, OfRecord, IfMatch>;
  };
  '/api/v1/apps/{app}/forms/{form}/records/{id}/restore': { post: Call<RecordItem, never, never, OfRecord> };
  '/api/v1/apps/{app}/forms/{form}/records/{id}/history': { get: Call<{ items: HistoryEntry[] }, never, never, OfRecord> };
  '/api/v1/apps/{app}/forms/{form}/records/{id}/flow': { get: Call<{ instances: FlowInstance[] }, never, never, OfRecord> };
  '/api/v1/apps/{app}/forms/{form}/choices': { get: Call<{ items: Choice[] }, never, { search?: string; limit?: number }, InForm> };
  '/api/v1/apps/{app}/forms/{form}/views': { get: Call<{ items: ViewInfo[] }, never, never, InForm> };
  '/api/v1/apps/{app}/forms/{form}/charts/{chart}': { get: Call<ChartInfo, never, { field: string; filter?: string; search?: string }, InForm & { chart: string }> };
  '/api/v1/people': { get: PlainCall<{ items: PersonItem[] }, never, { search?: string; limit?: number }> };
  '/api/v1/roles': { get: PlainCall<{ items: RoleItem[] }> };
  '/api/v1/roles/{role}/holders/{person}': {
    put: Call<void, never, never, { role: string; person: string }>;
    delete: Call<void, never, never, { role: string; person: string }>;
  };
  '/api/v1/files': { post: Upload<FileItem> };
  '/api/v1/tasks': { get: PlainCall<TaskPage, never, { scope?: string; state?: string; cursor?: string; limit?: number }> };
  '/api/v1/tasks/{id}': { get: Call<TaskDetail, never, never, ById> };
  '/api/v1/tasks/{id}/seen': { post: Call<TaskDetail, never, never, ById, IfMatch> };
  '/api/v1/tasks/{id}/accept': { post: Call<TaskDetail, { act: string }, never, ById, IfMatch> };
  '/api/v1/tasks/{id}/complete': { post: Call<TaskDetail, { values: Values }, never, ById, IfMatch & Once> };
  '/api/v1/tasks/{id}/decline': { post: Call<TaskDetail, { reason: string; comment: string }, never, ById, IfMatch & Once> };
  '/api/v1/tasks/{id}/decide': { post: Call<TaskDetail, { decision: string; comment: string }, never, ById, IfMatch & Once> };
  '/api/v1/messages': { get: PlainCall<{ items: MessageItem[]; unread: number }, never, { unread?: number; limit?: number }> };
  '/api/v1/messages/{id}/read': { post: Call<MessageItem, never, never, ById> };
  '/api/v1/market/packages': { get: PlainCall<{ items: PackageInfo[] }>; post: Upload<PackageInfo> };
  '/api/v1/market/packages/{key}': { get: Call<PackageInfo, never, never, { key: string }> };
  '/api/v1/market/packages/{key}/install': {
    post: Call<{ operation: Operation | string }, { parameters: Values; consents: string[]; sample_data: boolean }, never, { key: string }>;
  };
  '/api/v1/operations/{id}': { get: Call<Operation, never, never, ById> };
  '/api/v1/apps/{app}/forms/{form}/imports': { post: Upload<ImportInfo, InForm> };
  '/api/v1/imports/{id}': {
    get: Call<ImportInfo, never, never, ById>;
    patch: Call<ImportInfo, { columns: { name: string; field: string | null }[]; start_workflows: boolean }, never, ById>;
  };
  '/api/v1/imports/{id}/start': { post: Call<ImportInfo, never, never, ById> };
  '/api/v1/imports/{id}/problems': { get: Call<Page<ImportProblem>, never, { limit?: number }, ById> };
}
