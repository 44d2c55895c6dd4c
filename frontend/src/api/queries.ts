/** Keys of everything kept by the query cache, so that a write can name what it makes stale. */
export const keys = {
  setup: ['setup'] as const,
  session: ['session'] as const,
  clock: ['clock'] as const,
  apps: ['apps'] as const,
  form: (app: string, form: string) => ['form', app, form] as const,
  records: (app: string, form: string) => ['records', app, form] as const,
  record: (app: string, form: string, id: string) => ['record', app, form, id] as const,
  choices: (app: string, form: string, search: string) => ['choices', app, form, search] as const,
  roles: ['roles'] as const,
  people: (search: string) => ['people', search] as const,
  tasks: ['tasks'] as const,
  task: (id: string) => ['task', id] as const,
  messages: ['messages'] as const,
  packages: ['packages'] as const,
  operation: (id: string) => ['operation', id] as const,
  import: (id: string) => ['import', id] as const,
};
