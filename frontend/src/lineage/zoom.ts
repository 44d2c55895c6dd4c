/** How large a drawing is shown: in steps, or so that all of it is in sight. */

const steps = [0.25, 0.4, 0.55, 0.75, 1, 1.25, 1.5];

export const closer = (zoom: number) => steps.find((one) => one > zoom + 0.01) ?? zoom;
export const further = (zoom: number) => steps.findLast((one) => one < zoom - 0.01) ?? zoom;

/** All of it, if it can still be told apart; never larger than it is drawn. */
export function wholeAt(drawing: { width: number; height: number }, frame: { clientWidth: number; clientHeight: number }): number {
  const fits = Math.min(frame.clientWidth / drawing.width, Math.max(frame.clientHeight, 320) / drawing.height, 1);
  return Math.max(steps[0] ?? fits, Math.floor(fits * 100) / 100);
}
