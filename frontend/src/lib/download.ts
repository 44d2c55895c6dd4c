/** Hands a file that is already here to the browser. */
export function download(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  // No system takes these in a file's name.
  link.download = name.replace(/[\\/:*?"<>|\n]/g, ' ');
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
