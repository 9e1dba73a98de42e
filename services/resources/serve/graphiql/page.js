'use strict';

// GraphiQL, asking /graphql with the reader's key. The key is sent in a header and kept nowhere;
// of what was written before, the page remembers nothing either.
(() => {
  const at = (id) => document.getElementById(id);
  const root = ReactDOM.createRoot(at('graphiql'));
  const kept = new Map();
  const storage = {
    get length() {
      return kept.size;
    },
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
    clear: () => kept.clear(),
  };
  const QUESTION = `# Distinct events of each type, and who sent them.
{
  analytics {
    eventCounts {
      family
      eventType
      count
      uniqueUsers
    }
  }
}
`;

  let key = null;
  let shown = 0;

  const fetcher = async (question) => {
    const answer = await fetch('graphql', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(question),
      cache: 'no-store',
    });
    at('access').hidden = answer.status !== 401;
    return answer.json();
  };

  // Under another key the schema is asked for anew.
  const show = () => root.render(React.createElement(GraphiQL, {
    key: shown++, fetcher, storage, defaultQuery: QUESTION, shouldPersistHeaders: false,
    isHeadersEditorEnabled: false,
  }));

  at('access').addEventListener('submit', (submitted) => {
    submitted.preventDefault();
    key = at('key').value;
    at('key').value = '';
    at('access').hidden = true;
    show();
  });
  show();
})();
