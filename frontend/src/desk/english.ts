/** The English words of the desk, fetched by those who read English. */
export default import.meta.glob('../i18n/en/*.json', { eager: true, import: 'default' });
