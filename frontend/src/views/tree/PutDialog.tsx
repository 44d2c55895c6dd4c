/** Where a record shall stand, for whoever does not drag: below another, or at the top. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { FieldInfo, FormInfo, RecordItem } from '../../api/types';
import { titleOf } from '../../apps/Value';
import { RecordPicker } from '../../fields/parts/RecordPicker';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';

interface Props {
  app: string;
  form: FormInfo;
  parent: FieldInfo;
  record: RecordItem;
  onPut: (above: { id: string; title: string } | null) => void;
  onClose: () => void;
}

export function PutDialog({ app, form, parent, record, onPut, onClose }: Props) {
  const { t } = useTranslation();
  const [above, setAbove] = useState<{ id: string; title: string } | null>(null);
  const put = (place: typeof above) => {
    onPut(place);
    onClose();
  };
  return (
    <Dialog
      title={t('views.moveOne', { title: titleOf(form, record) })}
      onClose={onClose}
      foot={
        <>
          <Button disabled={(record.values[parent.key] ?? null) === null} onClick={() => put(null)}>
            {t('tree.toTop')}
          </Button>
          <span style={{ flex: 1 }} />
          <Button variant="solid" disabled={above === null} onClick={() => put(above)}>
            {t('tree.put')}
          </Button>
        </>
      }
    >
      <FieldFrame id="tree-above" label={parent.title}>
        <RecordPicker id="tree-above" label={parent.title} app={app} form={form.key} value={above?.id ?? null} valueLabel={above?.title} onChange={(id, label) => setAbove(id === null ? null : { id, title: label ?? '' })} />
      </FieldFrame>
    </Dialog>
  );
}
