/** What a menu of a record offers to start: what stands in menus anyway, and what buttons of its form start, in their words. */
import type { FormInfo, LayoutItem, StartOffer } from '../api/types';

export interface StartItem {
  offer: StartOffer;
  title: string;
  words?: string;
}

interface Button {
  button: string;
  do: { start?: string };
  confirm?: string | null;
}

export function startsOf(form: FormInfo, offers: StartOffer[]): StartItem[] {
  const ready = offers.filter((one) => one.state !== 'unfit');
  const buttons = every(form.layout).flatMap((item) => (item.type === 'button' ? [item.settings as unknown as Button] : []));
  return ready.flatMap((offer) => {
    const found = buttons.find((one) => one.do.start === offer.workflow || one.do.start === `${offer.app}.${offer.workflow}`);
    if (found) return [{ offer, title: found.button, words: found.confirm ?? undefined }];
    return offer.menu ? [{ offer, title: offer.title }] : [];
  });
}

function every(items: LayoutItem[]): LayoutItem[] {
  return items.flatMap((item) => [item, ...every(item.items)]);
}
