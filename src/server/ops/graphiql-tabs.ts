/** The part of the browser's Storage that GraphiQL uses. */
interface TextStorage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

interface Tab {
  readonly title: string;
  readonly query: string | null;
  readonly variables: string | null;
}

interface TabState {
  readonly activeTabIndex: number;
  readonly tabs: readonly Tab[];
}

/**
 * Creates the storage of GraphiQL's tabs, so that a reload restores them. Headers contain tokens, so they are never stored: a restored tab
 * gets the headers that the page gives to a tab of its title. Variables contain ids and times of one start of the server: a restored tab
 * whose variables an earlier page gave, and the user has not edited, gets the variables of this page. GraphiQL stores the text of the
 * active tab a second time, and opens another tab if the two differ. Here both come from the tab.
 *
 * The page runs the source text of this function in the browser, so the function uses nothing outside itself.
 */
export function createTabStorage(
  storage: TextStorage,
  headersOf: (title: string) => string,
  variablesByTitle: Readonly<Record<string, string>>,
): TextStorage & { readonly length: number; clear(): void } {
  const stateName = 'graphiql:tabState';
  const givenName = 'switchboard:variables';
  const derived = [
    'graphiql:query',
    'graphiql:variables',
    'graphiql:headers',
    'graphiql:shouldPersistHeaders',
  ];

  function readState(): TabState | undefined {
    try {
      const { activeTabIndex, tabs } = JSON.parse(storage.getItem(stateName) ?? '') as TabState;
      const active = tabs[activeTabIndex];
      const kept = tabs.filter(({ query }) => (query ?? '').trim() !== '');
      return kept.length === 0
        ? undefined
        : { tabs: kept, activeTabIndex: Math.max(0, active === undefined ? 0 : kept.indexOf(active)) };
    } catch {
      return undefined;
    }
  }

  function read(name: string): string | null {
    const state = readState();
    const active = state?.tabs[state.activeTabIndex];
    if (state === undefined || active === undefined) return null;
    if (name === 'graphiql:query') return active.query;
    if (name === 'graphiql:variables') return active.variables;
    if (name === 'graphiql:headers') return headersOf(active.title);
    if (name !== stateName) return null;
    return JSON.stringify({
      ...state,
      tabs: state.tabs.map((tab) => ({ ...tab, headers: headersOf(tab.title) })),
    });
  }

  function readEarlierVariables(): typeof variablesByTitle {
    try {
      return JSON.parse(storage.getItem(givenName) ?? '{}') as typeof variablesByTitle;
    } catch {
      return {};
    }
  }

  function replaceGivenVariables(): void {
    const state = readState();
    const earlier = readEarlierVariables();
    const tabs = state?.tabs.map((tab) => {
      const given = variablesByTitle[tab.title];
      return given !== undefined && tab.variables === earlier[tab.title] ? { ...tab, variables: given } : tab;
    });
    if (tabs !== undefined) storage.setItem(stateName, JSON.stringify({ ...state, tabs }));
    storage.setItem(givenName, JSON.stringify(variablesByTitle));
  }

  replaceGivenVariables();
  return {
    length: 1,
    getItem: (name) => (name === stateName || derived.includes(name) ? read(name) : storage.getItem(name)),
    setItem(name, value) {
      if (derived.includes(name)) return;
      const withoutHeaders = (key: string, entry: unknown) => (key === 'headers' ? null : entry);
      storage.setItem(name, name === stateName ? JSON.stringify(JSON.parse(value, withoutHeaders)) : value);
    },
    removeItem(name) {
      storage.removeItem(name);
    },
    clear() {
      storage.removeItem(stateName);
    },
  };
}
