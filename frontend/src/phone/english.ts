/** The English words of the phone's pages, fetched by those who read English; the same places as main.tsx brings in Chinese. */
export default import.meta.glob('../i18n/en/{common,date,states,time,fields,form,names,typed,lines,checklist}.json', { eager: true, import: 'default' });
