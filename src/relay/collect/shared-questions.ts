/**
 * One answer for everybody who asks the same. A call during a running question shares the next one, so that no answer is
 * older than its call. Only one question runs at a time.
 */
export function createSharedQuestions<T>() {
  interface Put {
    readonly answer: Promise<T>;
    next: Promise<T> | null;
  }
  const putNow = new Map<string, Put>();
  const put = (name: string, question: () => Promise<T>): Promise<T> => {
    const mine: Put = {
      next: null,
      answer: question().finally(() => {
        if (mine.next === null) putNow.delete(name);
      }),
    };
    putNow.set(name, mine);
    return mine.answer;
  };
  return (name: string, question: () => Promise<T>): Promise<T> => {
    const before = putNow.get(name);
    if (before === undefined) return put(name, question);
    const again = (): Promise<T> => put(name, question);
    before.next ??= before.answer.then(again, again);
    return before.next;
  };
}
