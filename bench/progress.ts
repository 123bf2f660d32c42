const everyMs = 10_000;

/** Tells how far a long step is and about how long it still takes, every ten seconds at most. `total`: of what is told as done. */
export function progressOf(step: string, total: number): (done: number) => void {
  const begunMs = performance.now();
  let toldMs = begunMs;
  return (done) => {
    const nowMs = performance.now();
    if (nowMs - toldMs < everyMs || done === 0 || done === total) return;
    toldMs = nowMs;
    const leftSeconds = ((nowMs - begunMs) * (total - done)) / done / 1_000;
    console.log(`${step}: ${done} of ${total}, about ${leftSeconds.toFixed(0)} s left`);
  };
}
