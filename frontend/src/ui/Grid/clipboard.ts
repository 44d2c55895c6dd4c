/** Cells as spreadsheets put them on the clipboard: tabs between cells, a line for each row, quotes around what holds either. */

export function readCells(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[place + 1] === '"') {
        cell += '"';
        place += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t') endCell();
    else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[place + 1] === '\n') place += 1;
      endCell();
      rows.push([]);
    } else cell += sign;
  }
  endCell();
  // A spreadsheet ends the last row, too.
  if (rows.length > 1 && rows.at(-1)?.every((one) => one === '')) rows.pop();
  return rows;
}

export function writeCells(rows: string[][]): string {
  return rows.map((row) => row.map((cell) => (/["\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\n');
}
