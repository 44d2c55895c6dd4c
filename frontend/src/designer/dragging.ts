/** What the library would say of a drag, in English and by its ids; designers say it themselves, in words. */
const nothing = () => undefined;

export const unspoken = {
  announcements: { onDragStart: nothing, onDragMove: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing },
  screenReaderInstructions: { draggable: '' },
};
