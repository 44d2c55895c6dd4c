/** A part of the page as a PNG file, in the colours one sees. What is marked data-no-picture stays out. */
import { download } from '../../lib/download';

export async function savePicture(part: HTMLElement, name: string): Promise<void> {
  const { toBlob } = await import('html-to-image');
  const ground = getComputedStyle(document.documentElement).getPropertyValue('--lw-bg-container').trim();
  const blob = await toBlob(part, {
    backgroundColor: ground,
    pixelRatio: 2,
    // The fonts are those of the machine; there is nothing to fetch.
    skipFonts: true,
    filter: (node) => !(node instanceof HTMLElement && node.dataset.noPicture !== undefined),
  });
  if (blob) download(blob, `${name}.png`);
}
