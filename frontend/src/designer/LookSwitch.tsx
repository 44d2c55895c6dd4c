/** Between what is designed and what it will look like; on a phone one only looks. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNarrow } from '../lib/narrow';
import { Button } from '../ui/Button/Button';
import type { IconName } from '../ui/Icon/Icon';
import { useReadOnly } from './readOnly';

/** Whether one looks, and what turns that. */
export function useLooking(): [boolean, (looking: boolean) => void] {
  const narrow = useNarrow();
  const [looking, look] = useState(false);
  return [looking || narrow, look];
}

/** `icon`: of what is designed, where it is only read. */
export function LookSwitch({ icon, looking, onLook }: { icon: IconName; looking: boolean; onLook: (looking: boolean) => void }) {
  const { t } = useTranslation();
  const readOnly = useReadOnly();
  if (useNarrow()) return null;
  return (
    <>
      <Button size="small" icon={readOnly ? icon : 'edit'} pressed={!looking} onClick={() => onLook(false)}>
        {t(readOnly ? 'designer.design' : 'designer.edit')}
      </Button>
      <Button size="small" icon="desktop" pressed={looking} onClick={() => onLook(true)}>
        {t('designer.preview')}
      </Button>
    </>
  );
}
