import { Child, type ChildOptions } from './child.ts';

/** Something that was started and has to be stopped. */
type Member = { stop: () => Promise<void> | void; kill?: () => void };

/** Everything that was started, in order; it is stopped in the opposite order. */
export class Ensemble {
  readonly #members: Member[] = [];
  #stopping = Promise.resolve();
  #fail = (_reason: string) => {};
  /** Resolves with a sentence when a member ends without being asked to. */
  readonly failed = new Promise<string>((resolve) => {
    this.#fail = resolve;
  });

  add(member: Member): void {
    this.#members.push(member);
  }

  run(options: ChildOptions): Child {
    const child = new Child(options);
    this.add(child);
    child.ended.then(() => {
      if (this.#members.includes(child)) this.#fail(child.lastWords());
    });
    return child;
  }

  /** Adds a member that cannot tell of its end, and looks every half second; `words` is what is said then. */
  watch(member: Member, isRunning: () => boolean, words: string): void {
    this.add(member);
    const timer = setInterval(() => {
      const isMember = this.#members.includes(member);
      if (isMember && isRunning()) return;
      clearInterval(timer);
      if (isMember) this.#fail(words);
    }, 500);
    timer.unref();
  }

  /** Also stops what is added while it runs; may be called again. */
  stop(): Promise<void> {
    this.#stopping = this.#stopping.then(async () => {
      for (let last = this.#members.pop(); last; last = this.#members.pop()) await last.stop();
    });
    return this.#stopping;
  }

  kill(): void {
    for (const member of this.#members.toReversed()) member.kill?.();
  }
}
