/** The English words of public forms, fetched by those who read English; the same places as main.tsx brings in Chinese. */
export default import.meta.glob('../i18n/en/{common,date,states,time,fields,form,names,typed,lines,checklist,public}.json', { eager: true, import: 'default' });
