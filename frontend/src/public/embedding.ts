/** A form in the frame of another page: tells its height, and only to sites that may embed it. */

export const embedded = window.parent !== window;

/** Those of the named sites that may be around: the one, where the browser says which page it is. */
function around(origins: string[]): string[] {
  const said = document.referrer && URL.canParse(document.referrer) ? new URL(document.referrer).origin : null;
  return said === null ? origins : origins.filter((origin) => origin === said);
}

/** Tells the height now and whenever it changes; returns how to stop. */
export function tellHeight(origins: string[]): () => void {
  const root = document.getElementById('root');
  if (!embedded || !root) return () => undefined;
  const sites = around(origins);
  const tell = () => {
    for (const site of sites) window.parent.postMessage({ loomwork: 'height', height: root.scrollHeight }, site);
  };
  const watched = new ResizeObserver(tell);
  watched.observe(root);
  tell();
  return () => watched.disconnect();
}
