/** The receivers of a sending: a table, on narrow screens a list of cards. */
import { useTranslation } from '../i18n/useTranslation';
import { useNow } from '../api/session';
import type { SendingPerson, SendingShown } from '../api/types';
import { momentText } from '../lib/time';
import { Person } from '../ui/Avatar/Avatar';
import { Tag } from '../ui/Tag/Tag';
import styles from './sendings.module.css';

const tones = { given: 'good', missing: 'warning', closed: 'plain' } as const;

export function Receivers({ sending, persons }: { sending: SendingShown; persons: SendingPerson[] }) {
  const { t } = useTranslation();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('sendings.person')}</th>
          <th scope="col">{t('sendings.state')}</th>
          <th scope="col">{t('sendings.readAt')}</th>
          {(sending.confirm || sending.answers.length > 0) && <th scope="col">{t('sendings.came')}</th>}
          <th scope="col">{t('sendings.way')}</th>
        </tr>
      </thead>
      <tbody>
        {persons.map((person) => (
          <Row key={person.id} sending={sending} person={person} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ sending, person }: { sending: SendingShown; person: SendingPerson }) {
  const { t } = useTranslation();
  const now = useNow();
  const at = (moment: string | null) => (moment ? momentText(moment, now) : null);
  const ways = person.ways.map((way) => way.reason ?? t(`channels.deliveries.${way.state}`));
  return (
    <tr>
      <th scope="row">
        <Person name={person.name} />
        {person.department && <small>{person.department}</small>}
      </th>
      <td>
        <Tag tone={tones[person.state]}>{t(`sendings.states.${person.state}`)}</Tag>
      </td>
      <td data-label={person.read_at ? t('sendings.readAt') : undefined}>{at(person.read_at) ?? t('sendings.notRead')}</td>
      {(sending.confirm || sending.answers.length > 0) && (
        <td data-label={t('sendings.came')}>
          {person.answer && <b className={styles.answer}>{person.answer}</b>}
          {sending.questions > 0 && (person.attempts ?? 0) > 0 && <Tried sending={sending} person={person} />}
          {at(person.confirmed_at ?? person.answered_at)}
        </td>
      )}
      <td data-label={t('sendings.way')}>{[t('sendings.inbox'), ...ways].join(' · ')}</td>
    </tr>
  );
}

/** How a quiz went, and on demand what was answered. */
function Tried({ sending, person }: { sending: SendingShown; person: SendingPerson }) {
  const { t } = useTranslation();
  return (
    <details className={styles.tried}>
      <summary>{t('sendings.score', { score: person.score, of: sending.questions, count: person.attempts ?? 0 })}</summary>
      <ol>
        {person.chosen.map((one) => (
          <li key={one.title}>
            {one.title}
            <span className={one.right ? styles.right : styles.wrong}>
              {one.chosen.join(t('sendings.comma'))} · {t(one.right ? 'sendings.rightOne' : 'sendings.wrongOne')}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
