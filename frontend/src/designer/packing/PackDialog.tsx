/** A package of the app: what goes along, which of its values others set, and whose records come as samples. Secrets and people never go. */
import { useId, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { usePack, usePacking, type Packing } from '../../api/packing';
import { useToasts } from '../../desk/toasts';
import { download } from '../../lib/download';
import { grouped } from '../../lib/numbers';
import { readDuration } from '../../lib/time';
import { Button } from '../../ui/Button/Button';
import { Checkbox } from '../../ui/Checkbox/Checkbox';
import { Dialog } from '../../ui/Dialog/Dialog';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Banner, ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { TextInput } from '../../ui/TextInput/TextInput';
import { documentName, firstChoice, isUnnamed, placeName, versionPattern, wishOf, type Choice } from './wish';
import common from '../designer.module.css';
import styles from './PackDialog.module.css';

export function PackDialog({ app, onClose }: { app: string; onClose: () => void }) {
  const { t } = useTranslation();
  const found = usePacking(app);
  if (found.data) return <Choosing app={app} found={found.data} onClose={onClose} />;
  return (
    <Dialog title={t('designer.pack.title')} wide onClose={onClose}>
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <LoadingState>
          <Skeleton rows={6} />
        </LoadingState>
      )}
    </Dialog>
  );
}

interface ChoosingProps {
  app: string;
  found: Packing;
  onClose: () => void;
}

function Choosing({ app, found, onClose }: ChoosingProps) {
  const { t } = useTranslation();
  const id = useId();
  const pack = usePack(app);
  const show = useToasts((store) => store.show);
  const [choice, setChoice] = useState<Choice>(() => firstChoice(found));
  const change = (part: Partial<Choice>) => setChoice({ ...choice, ...part });
  const oddVersion = versionPattern.test(choice.version) ? null : t('designer.pack.oddVersion');
  const ready = choice.title.trim() !== '' && oddVersion === null && !isUnnamed(choice) && found.named.length === 0;
  const send = () =>
    pack.mutate(wishOf(found, choice), {
      onSuccess: (file) => {
        download(file, `${app}-${choice.version}.loom`);
        show(t('designer.pack.done', { file: `${app}-${choice.version}.loom` }));
        onClose();
      },
    });
  return (
    <Dialog
      title={t('designer.pack.title')}
      subtitle={t('designer.pack.about')}
      wide
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" icon="download" busy={pack.isPending} disabled={!ready} onClick={send}>
            {t('designer.pack.make')}
          </Button>
        </>
      }
    >
      <div className={common.publish}>
        {found.named.length > 0 && (
          <Banner tone="warning" title={t('designer.pack.named')}>
            <ul>
              {found.named.map((one) => (
                <li key={`${one.document}/${one.place}/${one.name}`}>{t('designer.pack.namedAt', { document: one.document, place: one.place, name: one.name })}</li>
              ))}
            </ul>
          </Banner>
        )}
        {pack.isError && (
          <Banner tone="bad" title={t('designer.pack.notMade')}>
            {pack.error.message}
          </Banner>
        )}
        <div className={styles.head}>
          <FieldFrame id={`${id}-title`} label={t('designer.name')} required>
            <TextInput id={`${id}-title`} value={choice.title} maxLength={200} onChange={(title) => change({ title })} />
          </FieldFrame>
          <FieldFrame id={`${id}-version`} label={t('designer.pack.version')} required error={oddVersion}>
            <TextInput id={`${id}-version`} value={choice.version} maxLength={20} onChange={(version) => change({ version })} />
          </FieldFrame>
        </div>
        <FieldFrame id={`${id}-summary`} label={t('designer.summary')}>
          <TextInput id={`${id}-summary`} value={choice.summary} maxLength={300} onChange={(summary) => change({ summary })} />
        </FieldFrame>
        <Contents found={found} choice={choice} onChange={change} />
        <Settings found={found} choice={choice} onChange={change} />
        <Samples found={found} choice={choice} onChange={change} />
      </div>
    </Dialog>
  );
}

interface PartProps {
  found: Packing;
  choice: Choice;
  onChange: (part: Partial<Choice>) => void;
}

function Contents({ found, choice, onChange }: PartProps) {
  const { t } = useTranslation();
  const kinds = [...new Map(found.documents.map((one) => [one.kind, one.kind_title]))];
  return (
    <section>
      <h3>{t('designer.pack.contents')}</h3>
      <dl className={styles.kinds}>
        {kinds.map(([kind, title]) => (
          <div key={kind}>
            <dt>{title}</dt>
            <dd>
              {found.documents
                .filter((one) => one.kind === kind)
                .map((one) => (
                  <Checkbox key={one.key} checked={!choice.without.has(documentName(one))} onChange={(goes) => onChange({ without: turned(choice.without, documentName(one), !goes) })}>
                    {one.title}
                  </Checkbox>
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Settings({ found, choice, onChange }: PartProps) {
  const { t } = useTranslation();
  const offered = found.constants.filter((one) => !choice.without.has(documentName(one)));
  const named = (place: string, title: string | null) => {
    const parameters = new Map(choice.parameters);
    if (title === null) parameters.delete(place);
    else parameters.set(place, title);
    onChange({ parameters });
  };
  return (
    <section>
      <h3>{t('designer.pack.parameters')}</h3>
      {offered.length === 0 && <p className={common.hint}>{t('designer.pack.noParameters')}</p>}
      <ul className={styles.values}>
        {offered.map((one) => {
          const place = placeName(one);
          const title = choice.parameters.get(place);
          return (
            <li key={place}>
              <Checkbox checked={title !== undefined} onChange={(is) => named(place, is ? '' : null)}>
                {t('designer.pack.at', { document: one.document, place: one.place })} <b>{valueWords(one, t)}</b>
              </Checkbox>
              {title !== undefined && <TextInput label={t('designer.pack.called', { place: one.place })} placeholder={t('designer.pack.calledWhat')} size="small" autoFocus value={title} maxLength={200} onChange={(next) => named(place, next)} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Samples({ found, choice, onChange }: PartProps) {
  const { t } = useTranslation();
  const forms = found.forms.filter((one) => one.records > 0 && !choice.without.has(documentName({ kind: 'form', key: one.key })));
  return (
    <section>
      <h3>{t('designer.pack.samples')}</h3>
      <p className={common.hint}>{t(forms.length === 0 ? 'designer.pack.noSamples' : 'designer.pack.samplesHint')}</p>
      <div className={styles.forms}>
        {forms.map((one) => (
          <Checkbox key={one.key} checked={choice.samples.has(one.key)} onChange={(goes) => onChange({ samples: turned(choice.samples, one.key, goes) })}>
            {t('designer.pack.records', { form: one.title, count: one.records, records: grouped(String(one.records)) })}
          </Checkbox>
        ))}
      </div>
    </section>
  );
}

function turned(all: ReadonlySet<string>, one: string, into: boolean): Set<string> {
  const next = new Set(all);
  if (into) next.add(one);
  else next.delete(one);
  return next;
}

function valueWords({ type, value }: Packing['constants'][number], t: ReturnType<typeof useTranslation>['t']): string {
  const duration = type === 'duration' ? readDuration(String(value)) : null;
  return duration ? t(`units.${duration.unit}`, { count: Number(duration.amount) }) : String(value);
}
