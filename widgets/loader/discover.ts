type Found = (tag: string, element: Element) => void;

/**
 * Tells of every element of the page, now and later, in open shadow roots too. A shadow root is seen when its
 * host enters the document, when its host is defined, or at the next look round: no browser reports that a root was
 * attached, and the page's own `attachShadow` is not ours to replace (docs/adr/0010).
 */
export function discover(found: Found): (root?: ParentNode) => void {
  const roots = new WeakSet<Node>();
  const awaited = new Set<string>();

  const observe = (root: Document | ShadowRoot) => {
    if (roots.has(root)) return;
    roots.add(root);
    observer.observe(root, { childList: true, subtree: true });
    scan(root);
  };

  const visit = (element: Element) => {
    const tag = element.localName;
    found(tag, element);
    if (element.shadowRoot) observe(element.shadowRoot);
    else if (!awaited.has(tag)) {
      awaited.add(tag);
      // Rejects for what can never be defined.
      customElements.whenDefined(tag).then(
        () => scan(),
        () => {},
      );
    }
  };

  const scan = (root: ParentNode = document) => {
    root.querySelectorAll('*').forEach(visit);
  };

  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (node instanceof Element) {
          visit(node);
          scan(node);
        }
      }
    }
    // Not put off by further changes: some pages never rest.
    if (lookRound) return;
    lookRound = setTimeout(() => {
      lookRound = 0;
      scan();
    }, 500);
  });
  let lookRound: ReturnType<typeof setTimeout> | 0 = 0;

  observe(document);
  return scan;
}
