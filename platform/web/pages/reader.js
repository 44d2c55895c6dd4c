// The reader page: lists the operations of openapi.json by resource. Texts are set as text, never as markup.
const make = (name, text, parent) => {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  parent?.append(element);
  return element;
};

const shape = (schema, known, depth = 0) => {
  if (!schema) return '';
  if (schema.$ref) return shape(known[schema.$ref.split('/').pop()], known, depth);
  if (schema.type === 'array') return `[${shape(schema.items, known, depth)}]`;
  if (!schema.properties || depth > 2) return [schema.type ?? 'any'].flat().join(' | ');
  const pad = '  '.repeat(depth + 1);
  const lines = Object.entries(schema.properties).map(([key, value]) => `${pad}${key}: ${shape(value, known, depth + 1)}`);
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
};

const show = (operation, method, path, known, parent) => {
  const details = make('details', '', parent);
  const summary = make('summary', '', details);
  make('b', method.toUpperCase(), summary);
  make('code', path, summary);
  make('span', operation.summary ?? '', summary);
  if (operation.description) make('p', operation.description, details);
  for (const parameter of operation.parameters ?? []) {
    if (parameter.in !== 'path') make('p', `${parameter.name} (${parameter.in}) ${parameter.description ?? ''}`, details);
  }
  const body = operation.requestBody?.content?.['application/json']?.schema;
  if (body) make('pre', shape(body, known), details);
  for (const [status, answer] of Object.entries(operation.responses ?? {})) {
    make('p', `→ ${status}`, details);
    const schema = answer.content?.['application/json']?.schema;
    if (schema) make('pre', shape(schema, known), details);
  }
};

const read = async () => {
  const api = await (await fetch('/api/v1/openapi.json')).json();
  const main = document.getElementById('operations');
  main.replaceChildren();
  const sections = {};
  for (const [path, item] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (!operation.tags) continue;
      const tag = operation.tags[0];
      if (!sections[tag]) {
        sections[tag] = make('section', '', main);
        sections[tag].id = tag;
        make('h2', tag, sections[tag]);
        make('a', tag, document.getElementById('resources')).href = `#${tag}`;
      }
      show(operation, method, path, api.components?.schemas ?? {}, sections[tag]);
    }
  }
};

read();
