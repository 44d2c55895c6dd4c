/** Several formulas in their order, each worth anything by itself. */
import { use, useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { Button } from '../../../ui/Button/Button';
import { EditOnly } from '../../readOnly';
import { Rows } from '../Rows';
import { PanelContext } from '../panel';
import type { MemberProps } from '../Member';

export function ExpressionListMember({ schema, value, onChange, pointer, title }: MemberProps) {
  const { t } = useTranslation();
  const draw = use(PanelContext);
  const [open, setOpen] = useState<string | null>(null);
  const trees: unknown[] = Array.isArray(value) ? value : [];
  const write = (next: unknown[]) => onChange(next.length > 0 ? next : undefined);
  return (
    <>
      <Rows
        label={title}
        items={trees.map((_, at) => ({ key: String(at), title: `${title} ${at + 1}` }))}
        open={open}
        onOpen={setOpen}
        onOrder={(order) => (setOpen(null), write(order.map((at) => trees[at])))}
        onRemove={(at) => (setOpen(null), write(trees.toSpliced(at, 1)))}
      >
        {(at) => draw({ schema: { properties: { [at]: { 'x-title': `${title} ${at + 1}`, ...schema.items } }, required: [String(at)] }, value: { [at]: trees[at] }, pointer, onChange: (next) => write(trees.with(at, next[at] ?? 0)) })}
      </Rows>
      <EditOnly>
        <Button size="small" icon="plus" onClick={() => (write([...trees, 0]), setOpen(String(trees.length)))}>
          {t('designer.addPart', { title })}
        </Button>
      </EditOnly>
    </>
  );
}
