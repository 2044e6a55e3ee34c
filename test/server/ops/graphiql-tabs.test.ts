import { createTabStorage } from '../../../src/server/ops/graphiql-tabs.ts';

const state = 'graphiql:tabState';
const headersOf = (title: string) => (title === 'Follow' ? '{"authorization":"Bearer agent"}' : '{}');

function create(stored: Readonly<Record<string, string>> = {}, given: Readonly<Record<string, string>> = {}) {
  const values = new Map(Object.entries(stored));
  const storage = createTabStorage(
    {
      getItem: (name) => values.get(name) ?? null,
      setItem: (name, value) => values.set(name, value),
      removeItem: (name) => values.delete(name),
    },
    headersOf,
    given,
  );
  return { storage, values };
}

const tab = (title: string, query: string | null) => ({
  id: title,
  title,
  query,
  variables: '{}',
  headers: null,
});
const stateOf = (activeTabIndex: number, ...tabs: object[]) => JSON.stringify({ activeTabIndex, tabs });

test('a restored tab has the headers of its title, and the active tab is the text of the editors', () => {
  const { storage } = create({ [state]: stateOf(1, tab('List', '{ a }'), tab('Follow', '{ b }')) });
  expect(JSON.parse(storage.getItem(state) ?? '')).toMatchObject({
    activeTabIndex: 1,
    tabs: [{ headers: '{}' }, { headers: '{"authorization":"Bearer agent"}' }],
  });
  expect(storage.getItem('graphiql:query')).toBe('{ b }');
  expect(storage.getItem('graphiql:variables')).toBe('{}');
  expect(storage.getItem('graphiql:headers')).toBe('{"authorization":"Bearer agent"}');
});

test('empty tabs are not restored, and the active tab stays active', () => {
  const { storage } = create({
    [state]: stateOf(2, tab('<untitled>', null), tab('List', '{ a }'), tab('Follow', '{ b }')),
  });
  expect(JSON.parse(storage.getItem(state) ?? '')).toMatchObject({
    activeTabIndex: 1,
    tabs: [{ title: 'List' }, { title: 'Follow' }],
  });
  const { storage: onEmpty } = create({ [state]: stateOf(0, tab('<untitled>', ''), tab('List', '{ a }')) });
  expect(onEmpty.getItem('graphiql:query')).toBe('{ a }');
});

test('without a valid stored state nothing is restored', () => {
  for (const stored of [
    {},
    { [state]: 'nonsense' },
    { [state]: '{}' },
    { [state]: stateOf(0, tab('x', null)) },
  ]) {
    const { storage } = create(stored);
    for (const name of [state, 'graphiql:query', 'graphiql:variables', 'graphiql:headers'])
      expect(storage.getItem(name)).toBeNull();
  }
});

test('headers, which contain tokens, are never stored', () => {
  const { storage, values } = create();
  storage.setItem(
    state,
    stateOf(0, { ...tab('Follow', '{ b }'), headers: '{"authorization":"Bearer secret"}' }),
  );
  storage.setItem('graphiql:headers', '{"authorization":"Bearer secret"}');
  storage.setItem('graphiql:theme', 'dark');
  expect([...values.values()].join()).not.toContain('secret');
  expect(storage.getItem('graphiql:theme')).toBe('dark');
});

test('a restored tab gets the variables of the page, unless the user has edited them', () => {
  const restore = (edited: string) => {
    const { values } = create({}, { List: '{"flow":"1"}', Follow: '{"flow":"1"}' });
    const stored = stateOf(
      1,
      { ...tab('List', '{ a }'), variables: edited },
      { ...tab('Follow', '{ b }'), variables: '{"flow":"1"}' },
      { ...tab('Own', '{ c }'), variables: '{"flow":"1"}' },
    );
    const given = { List: '{"flow":"2"}', Follow: '{"flow":"2"}' };
    const { storage } = create({ ...Object.fromEntries(values), [state]: stored }, given);
    expect(storage.getItem('graphiql:variables')).toBe('{"flow":"2"}');
    const { tabs } = JSON.parse(storage.getItem(state) ?? '') as { tabs: { variables: string }[] };
    return tabs.map(({ variables }) => variables);
  };
  expect(restore('{"flow":"1"}')).toEqual(['{"flow":"2"}', '{"flow":"2"}', '{"flow":"1"}']);
  expect(restore('{"flow":"7"}')).toEqual(['{"flow":"7"}', '{"flow":"2"}', '{"flow":"1"}']);
});
