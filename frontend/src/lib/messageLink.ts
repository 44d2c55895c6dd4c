/** Where a message leads: to the record it is about, or to what is being built and what was said of it. */
export interface MessageLink {
  app: string;
  form?: string;
  record?: string;
  /** "form/request". */
  document?: string;
}

export const addressOf = ({ app, form, record, document }: MessageLink): string => (document ? `/build/${app}/${document}?comments=1` : `/apps/${app}/${form}/${record}`);
