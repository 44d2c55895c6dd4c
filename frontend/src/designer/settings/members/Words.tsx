/** Words in both languages; words that are the same in all may stay one text. */
import { useTranslation } from '../../../i18n/useTranslation';
import { currentLocale } from '../../../i18n/i18n';
import { TextInput } from '../../../ui/TextInput/TextInput';
import type { MemberProps } from '../Member';
import styles from '../settings.module.css';

const languages = ['zh-CN', 'en'] as const;
type Words = Record<string, string>;

export function WordsMember({ id, value, onChange, title }: MemberProps) {
  const { t } = useTranslation();
  const own = currentLocale();
  const order = own === 'en' ? (['en', 'zh-CN'] as const) : languages;
  const words = wordsOf(value);
  return (
    <div className={styles.words}>
      {order.map((language) => (
        <span key={language} lang={language} translate={language === own ? undefined : 'no'}>
        <TextInput
          id={language === own ? id : undefined}
          label={`${title} ${t(`designer.language.${language}`)}`}
          value={words[language] ?? ''}
          unit={t(`designer.language.${language}`)}
          placeholder={words[language] ? undefined : words[language === 'en' ? 'zh-CN' : 'en']}
          onChange={(text) => onChange(spoken({ ...words, [language]: text }))}
        />
        </span>
      ))}
    </div>
  );
}

/** A text without a language is everybody's: it shows in the reader's. */
export function wordsOf(value: unknown): Words {
  if (typeof value === 'string') return { [currentLocale()]: value };
  return typeof value === 'object' && value !== null ? (value as Words) : {};
}

/** Without languages that say nothing; undefined when none does. */
export function spoken(words: Words): Words | undefined {
  const said = Object.fromEntries(Object.entries(words).filter(([, text]) => text !== ''));
  return Object.keys(said).length > 0 ? said : undefined;
}
