/** The way a file is put into a request, which all uploads share. */

export const multipart = (file: File) => ({ body: { file }, bodySerializer: () => fileBody(file) });

function fileBody(file: File): FormData {
  const body = new FormData();
  body.append('file', file, file.name);
  return body;
}
