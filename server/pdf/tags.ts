import {
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  type PDFRef,
} from 'pdf-lib';

/** Structure types of ISO 32000-1, 14.8.4, as far as a business letter needs them. */
export type Role =
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Div'
  | 'Figure'
  | 'Link';

type Scope = 'Column' | 'Row';
type Mark = { page: PDFPage; id: number };
/** What can be followed: it belongs to its words in the tree. */
type Annotation = { page: PDFPage; annotation: PDFRef };
export type Tag = {
  role: Role | 'Document';
  kids: (Tag | Mark | Annotation)[];
  scope?: Scope;
  /** Said in place of what is not text. */
  alt?: string;
};

/**
 * What each piece of text is and in which order it is read: a tagged PDF (ISO 32000-1, 14.7 and 14.8), so that a screen
 * reader finds headings and walks through tables by row and column. What only decorates is marked as an artifact.
 */
export class Tags {
  private readonly root: Tag = { role: 'Document', kids: [] };
  private current: Tag = this.root;
  private readonly marks = new Map<PDFPage, Tag[]>();
  private readonly annotated: { tag: Tag; annotation: PDFRef }[] = [];

  /** An element for what is drawn later, in the order of calls. */
  add(role: Role, parent: Tag = this.current, scope?: Scope): Tag {
    const tag: Tag = scope ? { role, kids: [], scope } : { role, kids: [] };
    parent.kids.push(tag);
    return tag;
  }

  /** Everything that `draw` writes belongs to an element. */
  within<Result>(element: Role | Tag, draw: () => Result): Result {
    const outer = this.current;
    this.current = typeof element === 'string' ? this.add(element) : element;
    try {
      return draw();
    } finally {
      this.current = outer;
    }
  }

  /** Text of the element that is open; a paragraph of its own where none is. */
  text(page: PDFPage, draw: () => void): void {
    const tag = this.current === this.root ? this.add('P') : this.current;
    const onPage = this.marks.get(page) ?? [];
    const id = onPage.length;
    this.marks.set(page, [...onPage, tag]);
    tag.kids.push({ page, id });
    const properties = `<</MCID ${id}>>`;
    page.pushOperators(
      PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [PDFName.of(tag.role), properties]),
    );
    draw();
    page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
  }

  /** An annotation of the element that is open. */
  annotate(page: PDFPage, annotation: PDFRef): void {
    this.current.kids.push({ page, annotation });
    this.annotated.push({ tag: this.current, annotation });
  }

  /** Lines, washes, watermarks, what is repeated on each page: nothing to be read. */
  artifact(page: PDFPage, draw: () => void): void {
    page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContent, [PDFName.of('Artifact')]));
    draw();
    page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
  }

  /** Writes the tree into the file; once, when everything is drawn. */
  write(file: PDFDocument): void {
    const { context, catalog } = file;
    const refs = new Map<Tag, PDFRef>();
    const rootRef = context.nextRef();
    const place = (tag: Tag, parent: PDFRef): PDFRef => {
      const ref = context.nextRef();
      refs.set(tag, ref);
      const kids = tag.kids.map((kid) => {
        if ('role' in kid) return place(kid, ref);
        return 'id' in kid
          ? context.obj({ Type: 'MCR', Pg: kid.page.ref, MCID: PDFNumber.of(kid.id) })
          : context.obj({ Type: 'OBJR', Pg: kid.page.ref, Obj: kid.annotation });
      });
      const element = context.obj({ Type: 'StructElem', S: tag.role, P: parent, K: kids });
      if (tag.scope && element instanceof PDFDict)
        element.set(PDFName.of('A'), context.obj({ O: 'Table', Scope: tag.scope }));
      if (tag.alt && element instanceof PDFDict)
        element.set(PDFName.of('Alt'), PDFHexString.fromText(tag.alt));
      context.assign(ref, element);
      return ref;
    };
    const documentRef = place(this.root, rootRef);
    const pages = file.getPages();
    const numbers = pages.flatMap((page, n) => {
      page.node.set(PDFName.of('StructParents'), PDFNumber.of(n));
      page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
      const owners = (this.marks.get(page) ?? []).flatMap((tag) => refs.get(tag) ?? []);
      return [PDFNumber.of(n), context.obj(owners)];
    });
    const ofAnnotations = this.annotated.flatMap(({ tag, annotation }, n) => {
      const number = PDFNumber.of(pages.length + n);
      context.lookup(annotation, PDFDict).set(PDFName.of('StructParent'), number);
      return [number, refs.get(tag) ?? rootRef];
    });
    const parents = context.register(context.obj({ Nums: [...numbers, ...ofAnnotations] }));
    context.assign(
      rootRef,
      context.obj({
        Type: 'StructTreeRoot',
        K: [documentRef],
        ParentTree: parents,
        ParentTreeNextKey: PDFNumber.of(pages.length + this.annotated.length),
      }),
    );
    catalog.set(PDFName.of('StructTreeRoot'), rootRef);
    catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
  }
}
